using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>The names that a handle has already: an extension member of such a name would never be found.</summary>
internal static class HandleMembers
{
    public static HashSet<string> Of(Compilation compilation)
    {
        // An extension member must not be named like the type it extends.
        var names = new HashSet<string>(StringComparer.Ordinal) { "ActorHandle", "Task", "As" };
        for (var t = compilation.GetTypeByMetadataName(WellKnown.ActorHandle + "`1"); t is not null; t = t.BaseType)
        {
            foreach (var member in t.GetMembers())
            {
                if (member.CanBeReferencedByName
                    && member.DeclaredAccessibility != Accessibility.Protected
                    && compilation.IsSymbolAccessibleWithin(member, compilation.Assembly))
                {
                    names.Add(member.Name);
                }
            }
        }

        return names;
    }
}

using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>Reads the static <c>[Remote]</c> functions of a class.</summary>
internal static class RemoteFunctionsParser
{
    public static IEnumerable<IMethodSymbol> FunctionsOf(INamedTypeSymbol type) =>
        type.GetMembers().OfType<IMethodSymbol>()
            .Where(m => m is { MethodKind: MethodKind.Ordinary, IsStatic: true } && m.Find(WellKnown.Remote) is not null);

    public static RemoteTypeModel? Parse(INamedTypeSymbol type, bool nullable, Action<Diagnostic>? report)
    {
        var calls = new CallParser(type, new TypeNames(type, nullable), report);
        foreach (var function in FunctionsOf(type))
        {
            if (!RemoteTypeParser.IsReachable(function))
            {
                continue;
            }

            foreach (var key in OptionTexts.Meaningless(function.Find(WellKnown.Remote)!, isClass: false))
            {
                report?.Invoke(Diagnostic.Create(SurfaceRules.Meaningless, calls.LocationOf(function), key, "function"));
            }

            calls.Add(function, CallTarget.Function, function.Name);
        }

        if (calls.Calls.Count == 0)
        {
            return null;
        }

        if (ReportHiding(type, report))
        {
            return null;
        }

        return RemoteTypeParser.Build(type, "_Tasks", nullable, options: null, [], calls);
    }

    /// <summary>True if nothing can be generated: an extension member must not be named like the type it extends.</summary>
    private static bool ReportHiding(INamedTypeSymbol type, Action<Diagnostic>? report)
    {
        if (type.Name == "Tasks")
        {
            report?.Invoke(Diagnostic.Create(SurfaceRules.HidesGenerated, type.Locations[0], type.Name, "Tasks.Tasks"));
            return true;
        }

        for (var t = type; t is not null; t = t.BaseType)
        {
            foreach (var hiding in t.GetMembers("Tasks").Where(m => m.DeclaredAccessibility != Accessibility.Private))
            {
                var location = hiding.Locations.FirstOrDefault(l => l.IsInSource) ?? type.Locations[0];
                report?.Invoke(Diagnostic.Create(SurfaceRules.HidesGenerated, location, "Tasks", $"{type.Name}.Tasks"));
            }
        }

        return false;
    }
}

using System.Linq;
using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>Carries <c>[Obsolete]</c> over: the caller of the generated member is warned, and the generated code is not.</summary>
internal static class ObsoleteText
{
    public static string? Of(ISymbol symbol)
    {
        if (symbol.Find("System.ObsoleteAttribute") is not { } attribute)
        {
            return null;
        }

        var arguments = attribute.ConstructorArguments.Select(a => a.Value is { } value ? Literals.Of(value) : "null")
            .Concat(attribute.NamedArguments.Where(a => a.Value.Value is not null).Select(a => $"{a.Key} = {Literals.Of(a.Value.Value!)}"))
            .ToList();
        return arguments.Count == 0
            ? "[global::System.ObsoleteAttribute]"
            : $"[global::System.ObsoleteAttribute({string.Join(", ", arguments)})]";
    }
}

using System.Linq;
using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>
/// Proves of a declared type that its values can be shared between caller and callee. Whatever is not proved here is left to the runtime's
/// classifier, which sees the value itself.
/// </summary>
internal static class Sharing
{
    private const int MaxDepth = 4;

    public static bool IsProvedImmutable(ITypeSymbol type) => IsProved(type, MaxDepth);

    public static bool IsRef(ITypeSymbol type) => IsOrDerives(type, WellKnown.ObjectRef);

    private static bool IsOrDerives(ITypeSymbol type, string name)
    {
        for (var t = type as INamedTypeSymbol; t is not null; t = t.BaseType)
        {
            if (t.Is(name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsProved(ITypeSymbol type, int depth)
    {
        if (type.TypeKind == TypeKind.Enum || IsRef(type) || IsOrDerives(type, WellKnown.ActorHandle))
        {
            return true;
        }

        switch (type.SpecialType)
        {
            case SpecialType.System_String:
            case SpecialType.System_DateTime:
            case >= SpecialType.System_Boolean and <= SpecialType.System_Double:
                return true;
            case SpecialType.System_IntPtr or SpecialType.System_UIntPtr:
                return false;
        }

        if (type is not INamedTypeSymbol named || depth == 0)
        {
            return false;
        }

        if (named.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || named.IsTupleType)
        {
            return named.TypeArguments.All(a => IsProved(a, depth - 1));
        }

        return named.FullName() switch
        {
            "System.Guid" or "System.TimeSpan" or "System.DateTimeOffset" or "System.DateOnly" or "System.TimeOnly" => true,
            "System.Half" or "System.Int128" or "System.UInt128" or "System.Numerics.BigInteger" or "System.Text.Rune" => true,
            "System.Type" or "System.Uri" or "System.Version" or "System.Index" or "System.Range" => true,
            _ => (named.IsSealed || named.IsValueType) && named.Find(WellKnown.Immutable) is not null,
        };
    }
}

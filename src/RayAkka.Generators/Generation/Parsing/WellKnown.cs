using Microsoft.CodeAnalysis;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>Names of the types that the generator looks for.</summary>
internal static class WellKnown
{
    public const string Remote = "RayAkka.RemoteAttribute";
    public const string Method = "RayAkka.MethodAttribute";
    public const string Resource = "RayAkka.ResourceAttribute";
    public const string Label = "RayAkka.LabelAttribute";
    public const string ConcurrencyGroup = "RayAkka.ConcurrencyGroupAttribute";
    public const string Immutable = "RayAkka.ImmutableAttribute";
    public const string ObjectRef = "RayAkka.ObjectRef";
    public const string ActorHandle = "RayAkka.ActorHandle";

    private static readonly SymbolDisplayFormat s_fullName = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>The name with namespace and without type arguments.</summary>
    public static string FullName(this ITypeSymbol type) => type.OriginalDefinition.ToDisplayString(s_fullName);

    public static bool Is(this ITypeSymbol? type, string fullName) => type is not null && type.FullName() == fullName;

    public static AttributeData? Find(this ISymbol symbol, string attribute)
    {
        foreach (var candidate in symbol.GetAttributes())
        {
            if (candidate.AttributeClass.Is(attribute))
            {
                return candidate;
            }
        }

        return null;
    }
}

using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>What remote classes and classes with remote functions have in common.</summary>
internal static class RemoteTypeParser
{
    private static readonly SymbolDisplayFormat s_metadataLike = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces);

    /// <summary>Whether generated code, which stands in another file and class, can name the type or function.</summary>
    public static bool IsReachable(ISymbol symbol)
    {
        for (var s = symbol; s is not null and not INamespaceSymbol; s = s.ContainingSymbol)
        {
            if (s is INamedTypeSymbol { IsFileLocal: true } || !IsReachable(s.DeclaredAccessibility))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsReachable(Accessibility accessibility) =>
        accessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    public static RemoteTypeModel Build(
        INamedTypeSymbol type,
        string suffix,
        bool nullable,
        string? options,
        IEnumerable<CallModel> constructors,
        CallParser calls)
    {
        var names = new TypeNames(type, nullable);
        return new RemoteTypeModel(
            HolderOf(type) + suffix,
            names.Of(type),
            calls.TypeName,
            IsPublic(type) ? "public" : "internal",
            nullable,
            names.Of(TypeNames.Open(type)),
            options,
            Around(type).Select(ObsoleteText.Of).FirstOrDefault(text => text is not null),
            new(constructors),
            calls.Calls);
    }

    private static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol type)
    {
        for (var t = type; t is not null; t = t.ContainingType)
        {
            yield return t;
        }
    }

    private static bool IsPublic(INamedTypeSymbol type) => Around(type).All(t => t.DeclaredAccessibility == Accessibility.Public);

    /// <summary>One name for each full name: underscores are doubled, so that <c>A.B</c> and <c>A_B</c> differ.</summary>
    private static string HolderOf(INamedTypeSymbol type)
    {
        var text = new StringBuilder(type.ToDisplayString(s_metadataLike).Replace("_", "__").Replace('.', '_'));
        foreach (var t in Around(type).Where(t => t.Arity > 0))
        {
            text.Append('_').Append(t.Arity);
        }

        return text.ToString();
    }
}

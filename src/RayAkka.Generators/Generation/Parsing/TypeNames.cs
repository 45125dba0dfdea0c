using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Parsing;

/// <summary>
/// Writes types and type parameters as C# text that means the same everywhere. A method's type parameter that is named like one of its
/// class gets another name: in the generated classes both stand side by side.
/// </summary>
internal sealed class TypeNames
{
    private static readonly SymbolDisplayFormat s_plain = SymbolDisplayFormat.FullyQualifiedFormat;

    private static readonly SymbolDisplayFormat s_annotated =
        s_plain.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private readonly bool _nullable;
    private readonly Dictionary<ISymbol, string> _renamed = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _taken;

    private TypeNames(bool nullable, IEnumerable<string> taken)
    {
        _nullable = nullable;
        _taken = [.. taken];
    }

    public TypeNames(INamedTypeSymbol type, bool nullable)
        : this(nullable, Open(type).Select(p => p.Name))
    {
    }

    public static IReadOnlyList<ITypeParameterSymbol> Open(INamedTypeSymbol type)
    {
        var all = new List<ITypeParameterSymbol>();
        for (var t = type; t is not null; t = t.ContainingType)
        {
            all.InsertRange(0, t.TypeParameters);
        }

        return all;
    }

    public TypeNames ForMethod(IMethodSymbol method)
    {
        var names = new TypeNames(_nullable, _taken);
        foreach (var parameter in method.TypeParameters)
        {
            var name = names.Unique(parameter.Name);
            if (name != parameter.Name)
            {
                names._renamed.Add(parameter, name);
            }
        }

        return names;
    }

    /// <summary>A name for a type parameter that no other one in reach has.</summary>
    public string Unique(string name)
    {
        while (!_taken.Add(name))
        {
            name += "_";
        }

        return name;
    }

    public string Of(ITypeSymbol type) => Of(type, _nullable ? s_annotated : s_plain);

    /// <summary>The type without any annotation of nullable references.</summary>
    public string Oblivious(ITypeSymbol type) => Of(type, s_plain);

    private string Of(ITypeSymbol type, SymbolDisplayFormat format)
    {
        var text = new StringBuilder();
        foreach (var part in type.ToDisplayParts(format))
        {
            text.Append(part switch
            {
                { Symbol: ITypeParameterSymbol parameter } => Of(parameter),
                { Kind: SymbolDisplayPartKind.Keyword } when part.ToString() == "dynamic" => "object",
                _ => part.ToString(),
            });
        }

        return text.ToString();
    }

    public TypeParametersModel Of(IReadOnlyList<ITypeParameterSymbol> parameters) => new(
        string.Join(", ", parameters.Select(Of)),
        string.Concat(parameters.Select(Constraints)));

    private string Of(ITypeParameterSymbol parameter) =>
        _renamed.TryGetValue(parameter, out var name) ? name : Escape(parameter.Name);

    private string Constraints(ITypeParameterSymbol parameter)
    {
        var all = new List<string>();
        if (parameter.HasUnmanagedTypeConstraint)
        {
            all.Add("unmanaged");
        }
        else if (parameter.HasValueTypeConstraint)
        {
            all.Add("struct");
        }
        else if (parameter.HasReferenceTypeConstraint)
        {
            all.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        }
        else if (parameter.HasNotNullConstraint)
        {
            all.Add("notnull");
        }

        all.AddRange(parameter.ConstraintTypes.Select(Of));
        if (parameter.HasConstructorConstraint && !parameter.HasValueTypeConstraint)
        {
            all.Add("new()");
        }

        return all.Count == 0 ? "" : $" where {Of(parameter)} : {string.Join(", ", all)}";
    }

    public static string Escape(string name) =>
        SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;
}

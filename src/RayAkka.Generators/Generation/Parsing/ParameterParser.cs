using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using RayAkka.Generators.Generation.Model;

namespace RayAkka.Generators.Generation.Parsing;

internal static class ParameterParser
{
    /// <summary>Each such parameter doubles the overloads; refs to those beyond go through <c>Arg.Of</c>.</summary>
    private const int MaxOwnOverloads = 3;

    /// <summary>The parameters, or null if one of them cannot travel (the analyzers say why).</summary>
    public static IReadOnlyList<ParameterModel>? Parse(IMethodSymbol method, TypeNames names)
    {
        var all = new List<ParameterModel>();
        var doubled = 0;
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out || !CanTravel(parameter.Type))
            {
                return null;
            }

            var kind = KindOf(parameter.Type);
            if (kind is not (ParameterKind.Value or ParameterKind.Unresolved or ParameterKind.Token) && ++doubled > MaxOwnOverloads)
            {
                kind = ParameterKind.Value;
            }

            all.Add(Parse(parameter, kind, names));
        }

        return all;
    }

    public static bool CanTravel(ITypeSymbol type) =>
        !type.IsRefLikeType
        && type is not ITypeParameterSymbol { AllowsRefLikeType: true }
        && type.TypeKind is not (TypeKind.Delegate or TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Error)
        && type.SpecialType is not (SpecialType.System_Delegate or SpecialType.System_MulticastDelegate)
        && (type is not IArrayTypeSymbol array || CanTravel(array.ElementType));

    private static ParameterModel Parse(IParameterSymbol parameter, ParameterKind kind, TypeNames names)
    {
        var type = names.Of(parameter.Type);
        return new ParameterModel(
            TypeNames.Escape(parameter.Name),
            "_" + parameter.Name,
            type,
            RefOf(parameter.Type, kind, names),
            kind == ParameterKind.Interface ? names.Unique(TypeParameterFor(parameter.Name)) : "",
            kind,
            IsCopied: kind != ParameterKind.Token && !Sharing.IsProvedImmutable(parameter.Type),
            IsReleased: !parameter.Type.IsUnmanagedType,
            parameter.IsParams ? "[]" : Literals.DefaultOf(parameter, names),
            parameter.IsParams);
    }

    private static string TypeParameterFor(string name) => "T" + char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>A ref may promise more than a nullable parameter asks for; that is said by leaving nullability open.</summary>
    private static RefTypeModel RefOf(ITypeSymbol type, ParameterKind kind, TypeNames names)
    {
        var inner = kind == ParameterKind.NullableValue
            ? ((INamedTypeSymbol)type).TypeArguments[0]
            : type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        var isOpen = type.NullableAnnotation == NullableAnnotation.Annotated && !type.IsValueType;
        return new(names.Of(inner), isOpen ? names.Oblivious(type) : "");
    }

    private static ParameterKind KindOf(ITypeSymbol type)
    {
        if (type.Is("System.Threading.CancellationToken"))
        {
            return ParameterKind.Token;
        }

        if (Sharing.IsRef(type))
        {
            return ParameterKind.Unresolved;
        }

        if (type is ITypeParameterSymbol { TypeParameterKind: TypeParameterKind.Method })
        {
            return ParameterKind.TypeParameter;
        }

        if (IsOpen(type))
        {
            return ParameterKind.OpenType;
        }

        if (type.SpecialType == SpecialType.System_Object || type.TypeKind == TypeKind.Dynamic)
        {
            return ParameterKind.Object;
        }

        return type switch
        {
            { TypeKind: TypeKind.Interface } => ParameterKind.Interface,
            { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => ParameterKind.NullableValue,
            _ => ParameterKind.Value,
        };
    }

    private static bool IsOpen(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol parameter => parameter.TypeParameterKind == TypeParameterKind.Method,
        IArrayTypeSymbol array => IsOpen(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(IsOpen) || (named.ContainingType is { } outer && IsOpen(outer)),
        _ => false,
    };
}

using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RayAkka.Rules;

namespace RayAkka.Generators.Analyzers;

// Decides from the declared type whether a value can travel. Only what is certain is refused: an object or interface parameter may hold
// anything, and the fields of a user's own type are left to the runtime, which sees the real objects.
internal static class Travel
{
    public static string? ReasonAgainst(IParameterSymbol parameter)
    {
        if (parameter.RefKind != RefKind.None)
        {
            return RemoteRuleTexts.ByReference;
        }

        return FullName(parameter.Type) == RefusedTypes.CancellationToken ? null : ReasonAgainst(parameter.Type);
    }

    public static string? ReasonAgainstResult(IMethodSymbol method, CancellationToken cancellation)
    {
        if (method.RefKind != RefKind.None)
        {
            return RemoteRuleTexts.ReturnedByReference;
        }

        if (method.ReturnType is INamedTypeSymbol stream && FullName(stream) == "System.Collections.Generic.IAsyncEnumerable`1")
        {
            var item = stream.TypeArguments[0];
            return FullName(item) == RefusedTypes.CancellationToken ? RemoteRuleTexts.ReturnedToken : ReasonAgainst(item);
        }

        if (Yields(method, cancellation))
        {
            return RemoteRuleTexts.Iterator;
        }

        var type = method.ReturnType;
        if (type is INamedTypeSymbol named && IsAwaited(named))
        {
            if (named.TypeArguments.Length == 0)
            {
                return null;
            }

            type = named.TypeArguments[0];
        }

        return FullName(type) == RefusedTypes.CancellationToken ? RemoteRuleTexts.ReturnedToken : ReasonAgainst(type);
    }

    // An IEnumerable<T> may well be a list; from a method that yields it is an iterator, for certain.
    private static bool Yields(IMethodSymbol method, CancellationToken cancellation) =>
        method.ReturnType.TypeKind == TypeKind.Interface
        && method.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancellation)
            .DescendantNodes(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
            .OfType<YieldStatementSyntax>().Any());

    private static bool IsAwaited(INamedTypeSymbol type) =>
        FullName(type) is "System.Threading.Tasks.Task" or "System.Threading.Tasks.Task`1"
            or "System.Threading.Tasks.ValueTask" or "System.Threading.Tasks.ValueTask`1";

    private static string? ReasonAgainst(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => RemoteRuleTexts.Pointer,
        IArrayTypeSymbol array => ReasonAgainstElement(array.ElementType),
        ITypeParameterSymbol { AllowsRefLikeType: true } => RemoteRuleTexts.RefStruct,
        ITypeParameterSymbol parameter => parameter.ConstraintTypes.Select(ReasonByName).FirstOrDefault(r => r is not null),
        { TypeKind: TypeKind.Delegate } => RemoteRuleTexts.Delegate,
        { IsRefLikeType: true } => RemoteRuleTexts.RefStruct,
        INamedTypeSymbol named => ReasonByName(named) ?? ReasonInside(named),
        _ => null,
    };

    private static string? ReasonByName(ITypeSymbol type)
    {
        for (ITypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (RefusedTypes.ReasonFor(FullName(t)) is { } reason)
            {
                return reason;
            }
        }

        return null;
    }

    // Type arguments count where the type is known to hold values of them; in a user's generic type they may be mere markers.
    private static string? ReasonInside(INamedTypeSymbol type)
    {
        var holds = type.IsTupleType
            || type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T
            || (type.ContainingNamespace?.ToDisplayString() is { } ns
                && ns.StartsWith("System.Collections.", System.StringComparison.Ordinal));
        return holds ? type.TypeArguments.Select(ReasonAgainstElement).FirstOrDefault(r => r is not null) : null;
    }

    private static string? ReasonAgainstElement(ITypeSymbol type) =>
        FullName(type) == RefusedTypes.CancellationToken ? RemoteRuleTexts.NestedToken : ReasonAgainst(type);

    private static string FullName(ITypeSymbol type) =>
        type is INamedTypeSymbol { ContainingType: null, ContainingNamespace: { IsGlobalNamespace: false } ns }
            ? ns.ToDisplayString() + "." + type.MetadataName
            : type.MetadataName;
}

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using RayAkka.Rules;

namespace RayAkka.Generators.Analyzers;

// RAY2007: `Sub.Remote(..)` that creates an actor of Sub's base. Static extension members are found through derived types, so the compiler
// is content, and the program runs with the wrong class.
//
// The use is reported, not the declaration of an unmarked subclass: such a class is sound as long as nobody writes its name before Remote.
// It may be the plain double of an actor in a test, an abstract step between two remote classes, or be created by the expression form
// (Ray.Actor(() => new Sub())).
//
// There is a second way to the same accident: Sub is remote too, but the arguments fit only a constructor of the base.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnmarkedSubclassAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.UnmarkedSubclass);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.In(start.Compilation) is { } known)
            {
                // Every mention, not only calls: a method group (`Func<..> make = Sub.Remote;`) creates the wrong class later.
                start.RegisterSyntaxNodeAction(node => Analyze(node, known), SyntaxKind.SimpleMemberAccessExpression);
            }
        });
    }

    private static void Analyze(SyntaxNodeAnalysisContext context, KnownSymbols known)
    {
        var access = (MemberAccessExpressionSyntax)context.Node;
        var name = access.Name.Identifier.ValueText;
        if (name is not ("Remote" or "Options")
            || context.SemanticModel.GetSymbolInfo(access.Expression, context.CancellationToken).Symbol is not INamedTypeSymbol written
            || context.SemanticModel.GetSymbolInfo(access, context.CancellationToken).Symbol is not IMethodSymbol bound
            || IsMemberOf(bound, written)
            || Sentence(written, bound, name, known) is not { } sentence)
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Rules.UnmarkedSubclass, access.GetLocation(), sentence));
    }

    private static string? Sentence(INamedTypeSymbol written, IMethodSymbol bound, string member, KnownSymbols known)
    {
        if (!known.IsRemote(written.OriginalDefinition))
        {
            for (var b = written.BaseType; b is not null; b = b.BaseType)
            {
                if (known.IsRemote(b.OriginalDefinition))
                {
                    return RemoteRuleTexts.UnmarkedSubclass(written.Name, b.Name, member);
                }
            }

            return null;
        }

        var createsBase = bound.ReturnType is INamedTypeSymbol { TypeArguments: { Length: 1 } created } handle
            && SymbolEqualityComparer.Default.Equals(handle.OriginalDefinition, known.TypedActorHandle)
            && !SymbolEqualityComparer.Default.Equals(created[0].OriginalDefinition, written.OriginalDefinition);
        return createsBase ? RemoteRuleTexts.BaseCreated(written.Name, ((INamedTypeSymbol)bound.ReturnType).TypeArguments[0].Name) : null;
    }

    // A static method of the user's that happens to have the name.
    private static bool IsMemberOf(IMethodSymbol method, INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(t.OriginalDefinition, method.ContainingType.OriginalDefinition))
            {
                return true;
            }
        }

        return false;
    }
}

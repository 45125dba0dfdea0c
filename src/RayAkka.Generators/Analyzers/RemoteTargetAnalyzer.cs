using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using RayAkka.Rules;

namespace RayAkka.Generators.Analyzers;

// RAY2005, RAY2006: [Remote] on a type or method that cannot be remote. Of several reasons the first one is told.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class RemoteTargetAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.RemoteClass, Rules.RemoteFunction);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.In(start.Compilation) is not { } known)
            {
                return;
            }

            start.RegisterSymbolAction(
                symbol =>
                {
                    if (known.IsRemote(symbol.Symbol) && ReasonAgainst((INamedTypeSymbol)symbol.Symbol) is { } sentence)
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(Rules.RemoteClass, symbol.Symbol.Locations[0], sentence));
                    }
                },
                SymbolKind.NamedType);
            start.RegisterSymbolAction(
                symbol =>
                {
                    if (known.IsRemote(symbol.Symbol) && ReasonAgainst((IMethodSymbol)symbol.Symbol) is { } sentence)
                    {
                        symbol.ReportDiagnostic(Diagnostic.Create(Rules.RemoteFunction, symbol.Symbol.Locations[0], sentence));
                    }
                },
                SymbolKind.Method);

            // Symbol actions do not come by functions inside methods.
            start.RegisterSyntaxNodeAction(
                node => AnalyzeInnerFunction(node, known),
                SyntaxKind.LocalFunctionStatement,
                SyntaxKind.ParenthesizedLambdaExpression);
        });
    }

    private static void AnalyzeInnerFunction(SyntaxNodeAnalysisContext context, KnownSymbols known)
    {
        var (attributes, name) = context.Node switch
        {
            LocalFunctionStatementSyntax local => (local.AttributeLists, local.Identifier.Text),
            ParenthesizedLambdaExpressionSyntax lambda => (lambda.AttributeLists, "lambda"),
            _ => (default, string.Empty),
        };
        if (attributes.Count == 0)
        {
            return;
        }

        var symbol = context.Node is LocalFunctionStatementSyntax
            ? context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken)
            : context.SemanticModel.GetSymbolInfo(context.Node, context.CancellationToken).Symbol;
        if (symbol is not null && known.IsRemote(symbol))
        {
            var sentence = RemoteRuleTexts.NotAFunction(name);
            context.ReportDiagnostic(Diagnostic.Create(Rules.RemoteFunction, attributes[0].GetLocation(), sentence));
        }
    }

    private static string? ReasonAgainst(INamedTypeSymbol type)
    {
        if (type.TypeKind != TypeKind.Class)
        {
            return RemoteRuleTexts.NotAClass(type.Name);
        }

        if (type.IsStatic)
        {
            return RemoteRuleTexts.StaticClass(type.Name);
        }

        if (type.IsAbstract)
        {
            return RemoteRuleTexts.AbstractClass(type.Name);
        }

        if (!Reachability.IsReachable(type))
        {
            return RemoteRuleTexts.UnreachableClass(type.Name);
        }

        var constructors = type.InstanceConstructors.Where(c => Reachability.IsOpen(c.DeclaredAccessibility)).ToList();
        if (constructors.Count == 0)
        {
            return RemoteRuleTexts.NoConstructor(type.Name);
        }

        return HasRequiredMembers(type) && !constructors.Exists(SetsRequiredMembers) ? RemoteRuleTexts.RequiredMembers(type.Name) : null;
    }

    private static string? ReasonAgainst(IMethodSymbol method)
    {
        if (method.MethodKind != MethodKind.Ordinary)
        {
            return RemoteRuleTexts.NotAFunction(method.Name);
        }

        if (!method.IsStatic)
        {
            return RemoteRuleTexts.InstanceFunction(method.Name);
        }

        if (method.IsAbstract)
        {
            return RemoteRuleTexts.AbstractFunction(method.Name);
        }

        return Reachability.IsReachable(method) ? null : RemoteRuleTexts.UnreachableFunction(method.Name);
    }

    private static bool HasRequiredMembers(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is not null; t = t.BaseType)
        {
            if (t.GetMembers().Any(m => m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }))
            {
                return true;
            }
        }

        return false;
    }

    private static bool SetsRequiredMembers(IMethodSymbol constructor) =>
        constructor.GetAttributes().Any(a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute");
}

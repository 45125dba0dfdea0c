using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayAkka.Generators.Analyzers;

// RAY2013: the stream that a `.Remote(..)` or an awaited `.RemoteAsync(..)` gives is dropped where it comes. `_ = x.Remote()` is left alone.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class DroppedStreamAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.DroppedStream);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.In(start.Compilation) is { ObjectRefStream: { } stream })
            {
                start.RegisterOperationAction(statement => Analyze(statement, stream), OperationKind.ExpressionStatement);
            }
        });
    }

    private static void Analyze(OperationAnalysisContext context, INamedTypeSymbol stream)
    {
        var dropped = ((IExpressionStatementOperation)context.Operation).Operation;
        if (!SymbolEqualityComparer.Default.Equals(dropped.Type?.OriginalDefinition, stream))
        {
            return;
        }

        if (RemoteCall(dropped) is { } call)
        {
            var called = call.Syntax is InvocationExpressionSyntax { Expression: var expression } ? expression : call.Syntax;
            var name = string.Join(" ", called.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
            context.ReportDiagnostic(Diagnostic.Create(Rules.DroppedStream, call.Syntax.GetLocation(), name));
        }
    }

    private static IInvocationOperation? RemoteCall(IOperation operation) => operation switch
    {
        IAwaitOperation { Operation: IInvocationOperation { TargetMethod.Name: "RemoteAsync" } call } => call,
        IInvocationOperation { TargetMethod.Name: "Remote" } call => call,
        _ => null,
    };
}

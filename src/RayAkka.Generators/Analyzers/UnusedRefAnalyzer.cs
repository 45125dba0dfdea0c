using System;
using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayAkka.Generators.Analyzers;

// RAY2009: the ObjectRef that a `.Remote(..)` returns is dropped, or kept in a local that nobody reads. `_ = x.Remote()` says that it is
// meant, and is left alone.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class UnusedRefAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.UnusedRef);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.In(start.Compilation) is { } known)
            {
                start.RegisterOperationBlockStartAction(block => AnalyzeBlock(block, known));
            }
        });
    }

    private static void AnalyzeBlock(OperationBlockStartAnalysisContext block, KnownSymbols known)
    {
        var kept = new ConcurrentQueue<(ILocalSymbol Local, IInvocationOperation Call)>();
        var read = new ConcurrentDictionary<ISymbol, bool>(SymbolEqualityComparer.Default);

        block.RegisterOperationAction(
            context =>
            {
                if (RemoteCall(((IExpressionStatementOperation)context.Operation).Operation, known) is { } call)
                {
                    context.ReportDiagnostic(Report(call));
                }
            },
            OperationKind.ExpressionStatement);
        block.RegisterOperationAction(
            context =>
            {
                var declarator = (IVariableDeclaratorOperation)context.Operation;
                if (RemoteCall(declarator.GetVariableInitializer()?.Value, known) is { } call)
                {
                    kept.Enqueue((declarator.Symbol, call));
                }
            },
            OperationKind.VariableDeclarator);
        block.RegisterOperationAction(
            context =>
            {
                var assignment = (ISimpleAssignmentOperation)context.Operation;
                if (assignment.Target is ILocalReferenceOperation target && RemoteCall(assignment.Value, known) is { } call)
                {
                    kept.Enqueue((target.Local, call));
                }
            },
            OperationKind.SimpleAssignment);
        block.RegisterOperationAction(
            context =>
            {
                var reference = (ILocalReferenceOperation)context.Operation;
                if (!IsMereTarget(reference))
                {
                    read.TryAdd(reference.Local, true);
                }
            },
            OperationKind.LocalReference);
        block.RegisterOperationBlockEndAction(context =>
        {
            foreach (var (local, call) in kept)
            {
                if (!read.ContainsKey(local))
                {
                    context.ReportDiagnostic(Report(call));
                }
            }
        });
    }

    // `r = x.Remote();` writes r; in `Keep(r = x.Remote())` the value goes on.
    private static bool IsMereTarget(ILocalReferenceOperation reference) =>
        reference.Parent is ISimpleAssignmentOperation { Parent: IExpressionStatementOperation } assignment
        && ReferenceEquals(assignment.Target, reference);

    private static IInvocationOperation? RemoteCall(IOperation? operation, KnownSymbols known)
    {
        while (operation is IConversionOperation conversion)
        {
            operation = conversion.Operand;
        }

        return operation is IInvocationOperation { TargetMethod.Name: "Remote" } call && known.IsObjectRef(call.Type) ? call : null;
    }

    private static Diagnostic Report(IInvocationOperation call)
    {
        var called = call.Syntax is InvocationExpressionSyntax { Expression: var expression } ? expression : call.Syntax;
        var name = string.Join(" ", called.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return Diagnostic.Create(Rules.UnusedRef, call.Syntax.GetLocation(), name);
    }
}

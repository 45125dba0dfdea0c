using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayAkka.Generators.Analyzers;

// RAY2010 and RAY2011: what must not stand in a class that is replayed, because a second run would not do the same.
//
// Judged is what stands in the class itself, its lambdas and local functions included. What it calls elsewhere cannot be seen from here; the
// runtime refuses the Ray API there at run time.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ReplayAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(Rules.ReplayFlow, Rules.ReplaySource);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.In(start.Compilation) is { } known)
            {
                start.RegisterSymbolStartAction(type => AnalyzeType(type, known), SymbolKind.NamedType);
            }
        });
    }

    private static void AnalyzeType(SymbolStartAnalysisContext context, KnownSymbols known)
    {
        if (ReplayMarks.IsReplay(ReplayMarks.RemoteOf(context.Symbol, known)))
        {
            context.RegisterOperationAction(AnalyzeCall, OperationKind.Invocation);
            context.RegisterOperationAction(AnalyzeProperty, OperationKind.PropertyReference);
            context.RegisterOperationAction(AnalyzeCreation, OperationKind.ObjectCreation);
        }
    }

    private static void AnalyzeCall(OperationAnalysisContext context)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        switch (FullName(method.ContainingType), method.Name)
        {
            case ("System.Threading.Tasks.Task", "Run"):
            case ("System.Threading.Tasks.TaskFactory", "StartNew"):
            case ("System.Threading.ThreadPool", "QueueUserWorkItem" or "UnsafeQueueUserWorkItem"):
            case ("System.Threading.Tasks.Parallel", _):
                Report(context, Rules.ReplayFlow, $"{method.ContainingType.Name}.{method.Name}", "call a remote function and await it");
                break;

            case (_, "ConfigureAwait") when LeavesTheContext(call):
                Report(context, Rules.ReplayFlow, "ConfigureAwait(false)", "await without it");
                break;

            case ("System.Guid", "NewGuid" or "CreateVersion7"):
                Report(context, Rules.ReplaySource, $"Guid.{method.Name}", "Ray.NewId()");
                break;

            case ("System.Diagnostics.Stopwatch", "StartNew" or "GetTimestamp" or "GetElapsedTime"):
                Report(context, Rules.ReplaySource, $"Stopwatch.{method.Name}", "Ray.Now()");
                break;

            default:
                break;
        }
    }

    private static void AnalyzeProperty(OperationAnalysisContext context)
    {
        var property = ((IPropertyReferenceOperation)context.Operation).Property;
        switch (FullName(property.ContainingType), property.Name)
        {
            case ("System.DateTime", "Now" or "UtcNow" or "Today"):
            case ("System.DateTimeOffset", "Now" or "UtcNow"):
            case ("System.Environment", "TickCount" or "TickCount64"):
                Report(context, Rules.ReplaySource, $"{property.ContainingType.Name}.{property.Name}", "Ray.Now()");
                break;

            case ("System.Random", "Shared"):
                Report(context, Rules.ReplaySource, "Random.Shared", "Ray.Random");
                break;

            default:
                break;
        }
    }

    private static void AnalyzeCreation(OperationAnalysisContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        switch (FullName(creation.Type))
        {
            case "System.Threading.Thread":
                Report(context, Rules.ReplayFlow, "new Thread", "call a remote function and await it");
                break;

            case "System.Random" when creation.Arguments.Length == 0:
                Report(context, Rules.ReplaySource, "new Random()", "Ray.Random, or give it a seed");
                break;

            case "System.Diagnostics.Stopwatch":
                Report(context, Rules.ReplaySource, "new Stopwatch()", "Ray.Now()");
                break;

            default:
                break;
        }
    }

    // ConfigureAwait(false), and ConfigureAwait(options) without ContinueOnCapturedContext.
    private static bool LeavesTheContext(IInvocationOperation call)
    {
        foreach (var argument in call.Arguments)
        {
            if (argument.Value.ConstantValue is { HasValue: true, Value: var value })
            {
                return value is false || (value is int options && (options & 1) == 0);
            }
        }

        return false;
    }

    private static string FullName(ITypeSymbol? type) => type is null ? "" : $"{type.ContainingNamespace?.ToDisplayString()}.{type.Name}";

    private static void Report(OperationAnalysisContext context, DiagnosticDescriptor rule, string what, string instead) =>
        context.ReportDiagnostic(Diagnostic.Create(rule, context.Operation.Syntax.GetLocation(), what, instead));
}

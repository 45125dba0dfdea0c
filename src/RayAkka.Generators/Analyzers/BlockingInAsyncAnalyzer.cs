using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayAkka.Generators.Analyzers;

// RAY2001: blocking where awaiting is possible: Ray.Get, Ray.Wait, Ray.Shutdown, and the roundabout ways to block on an ObjectRef.
//
// A lambda or local function that is not async is judged by itself: `Task.Run(() => Ray.Get(r))` blocks no async method. Top-level
// statements are left alone although an await makes them async: they own the main thread, which serves nobody else.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class BlockingInAsyncAnalyzer : DiagnosticAnalyzer
{
    private const string AwaitTheRef = "await the ObjectRef instead";

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.BlockingInAsync);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.In(start.Compilation) is { } known)
            {
                start.RegisterOperationAction(operation => AnalyzeCall(operation, known), OperationKind.Invocation);
                start.RegisterOperationAction(operation => AnalyzeProperty(operation, known), OperationKind.PropertyReference);
            }
        });
    }

    private static void AnalyzeCall(OperationAnalysisContext context, KnownSymbols known)
    {
        var call = (IInvocationOperation)context.Operation;
        var method = call.TargetMethod;
        if (SymbolEqualityComparer.Default.Equals(method.ContainingType, known.Ray))
        {
            var advice = method.Name switch
            {
                "Get" => "await the ObjectRef, or Ray.GetAsync, instead",
                "Wait" => "await Ray.WaitAsync instead",
                "Shutdown" => "await Ray.ShutdownAsync instead",
                _ => null,
            };
            if (advice is not null)
            {
                Report(context, "Ray." + method.Name, advice);
            }

            return;
        }

        var blocks = method.Name switch
        {
            "GetResult" => Receiver(call) is IInvocationOperation { TargetMethod.Name: "GetAwaiter" } awaiter
                && ComesFromRef(Receiver(awaiter), known),
            "Wait" => ComesFromRef(Receiver(call), known),
            _ => false,
        };
        if (blocks)
        {
            Report(context, method.Name, AwaitTheRef);
        }
    }

    private static void AnalyzeProperty(OperationAnalysisContext context, KnownSymbols known)
    {
        var reference = (IPropertyReferenceOperation)context.Operation;
        if (reference.Property.Name == "Result" && IsTaskOfRef(reference.Instance, known))
        {
            Report(context, "Result", AwaitTheRef);
        }
    }

    private static bool ComesFromRef(IOperation? operation, KnownSymbols known) =>
        known.IsObjectRef(operation?.Type) || IsTaskOfRef(operation, known);

    // ref.AsTask(), also behind a ConfigureAwait.
    private static bool IsTaskOfRef(IOperation? operation, KnownSymbols known)
    {
        while (operation is IInvocationOperation { TargetMethod.Name: "AsTask" or "ConfigureAwait" } call)
        {
            operation = Receiver(call);
            if (known.IsObjectRef(operation?.Type))
            {
                return true;
            }
        }

        return false;
    }

    private static IOperation? Receiver(IInvocationOperation call)
    {
        var isExtension = call is { TargetMethod.IsExtensionMethod: true, Arguments.Length: > 0 };
        var receiver = isExtension ? call.Arguments[0].Value : call.Instance;
        while (receiver is IConversionOperation conversion)
        {
            receiver = conversion.Operand;
        }

        return receiver;
    }

    private static void Report(OperationAnalysisContext context, string call, string advice)
    {
        if (IsInsideAsync(context))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.BlockingInAsync, context.Operation.Syntax.GetLocation(), call, advice));
        }
    }

    private static bool IsInsideAsync(OperationAnalysisContext context)
    {
        for (var o = context.Operation.Parent; o is not null; o = o.Parent)
        {
            switch (o)
            {
                case IAnonymousFunctionOperation lambda:
                    return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation local:
                    return local.Symbol.IsAsync;
            }
        }

        return context.ContainingSymbol is IMethodSymbol { IsAsync: true } method
            && method.Name != WellKnownMemberNames.TopLevelStatementsEntryPointMethodName;
    }
}

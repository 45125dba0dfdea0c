using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace RayAkka.Generators.Analyzers;

// RAY2012: MaxConcurrency above 1 together with Recovery = Replay, on a class or in the options of one actor. What is put together from both is
// refused at run time.
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ReplayConcurrencyAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = ImmutableArray.Create(Rules.ReplayConcurrency);

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (KnownSymbols.In(start.Compilation) is { } known)
            {
                start.RegisterSymbolAction(symbol => AnalyzeType(symbol, known), SymbolKind.NamedType);
                start.RegisterOperationAction(AnalyzeOptions, OperationKind.ObjectCreation);
            }
        });
    }

    private static void AnalyzeType(SymbolAnalysisContext context, KnownSymbols known)
    {
        if (ReplayMarks.RemoteOf(context.Symbol, known) is { } remote && ReplayMarks.IsReplay(remote)
            && remote.NamedArguments.FirstOrDefault(a => a.Key == ReplayMarks.MaxConcurrency).Value.Value is int and > 1 and var max)
        {
            var place = remote.ApplicationSyntaxReference?.GetSyntax(context.CancellationToken).GetLocation() ?? context.Symbol.Locations.FirstOrDefault();
            context.ReportDiagnostic(Diagnostic.Create(Rules.ReplayConcurrency, place, max));
        }
    }

    private static void AnalyzeOptions(OperationAnalysisContext context)
    {
        var creation = (IObjectCreationOperation)context.Operation;
        if (creation is not { Initializer: { } initializer, Type: { Name: "ActorOptions", ContainingNamespace.Name: "RayAkka" } })
        {
            return;
        }

        var given = initializer.Initializers.OfType<ISimpleAssignmentOperation>().ToList();
        var isReplay = given.Any(a => IsOf(a, ReplayMarks.Recovery) && ReplayMarks.IsReplay(Plain(a.Value).Type, Plain(a.Value).ConstantValue.Value));
        var concurrency = given.FirstOrDefault(a => IsOf(a, ReplayMarks.MaxConcurrency));
        if (isReplay && concurrency is not null && Plain(concurrency.Value).ConstantValue.Value is int and > 1 and var max)
        {
            context.ReportDiagnostic(Diagnostic.Create(Rules.ReplayConcurrency, concurrency.Syntax.GetLocation(), max));
        }
    }

    private static bool IsOf(ISimpleAssignmentOperation assignment, string property) =>
        assignment.Target is IPropertyReferenceOperation reference && reference.Property.Name == property;

    // What stands before the conversion to the nullable of the option.
    private static IOperation Plain(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value;
    }
}

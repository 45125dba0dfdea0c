using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using RayAkka.Generators.Generation.Parsing;

namespace RayAkka.Generators.Generation;

/// <summary>
/// Says what the generator leaves out and why. It reads the classes as the generator does; being an analyzer, its findings have real places
/// in the source and can be suppressed there.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SurfaceAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
    [
        SurfaceRules.HiddenMember,
        SurfaceRules.Clash,
        SurfaceRules.ReplayStream,
        SurfaceRules.HidesGenerated,
        SurfaceRules.Meaningless,
        SurfaceRules.BadName,
    ];

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        if (type.Find(WellKnown.Remote) is not null)
        {
            RemoteClassParser.Parse(type, context.Compilation, nullable: true, context.ReportDiagnostic);
        }

        RemoteFunctionsParser.Parse(type, nullable: true, context.ReportDiagnostic);
    }
}

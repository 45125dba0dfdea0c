using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using RayAkka.Generators.Generation;

namespace RayAkka.Generators.Tests.Generation;

/// <summary>A source text, what the generator writes for it and what the compiler says about both.</summary>
internal sealed class Generated
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using RayAkka;
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14, DocumentationMode.Diagnose);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(RemoteAttribute).Assembly.Location)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>All that the package brings: a mistake has exactly one finding.</summary>
    private static readonly ImmutableArray<DiagnosticAnalyzer> s_analyzers =
    [
        .. typeof(SurfaceAnalyzer).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)))
            .Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!),
    ];

    private Generated(Compilation compilation, ImmutableArray<GeneratedSourceResult> sources)
    {
        Compilation = compilation;
        Sources = sources.ToDictionary(s => s.HintName, s => s.SourceText.ToString(), StringComparer.Ordinal);
    }

    /// <summary>The user's code and the generated one.</summary>
    public Compilation Compilation { get; }

    /// <summary>The generated texts by file name.</summary>
    public IReadOnlyDictionary<string, string> Sources { get; }

    public string Text => string.Join('\n', Sources.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value));

    public static Generated From(string source, params MetadataReference[] references)
    {
        var driver = Driver().RunGeneratorsAndUpdateCompilation(Compile(source, references), out var compilation, out var failures);
        Assert.Empty(failures);
        return new Generated(compilation, driver.GetRunResult().Results.Single().GeneratedSources);
    }

    public static GeneratorDriver Driver(bool trackSteps = false) => CSharpGeneratorDriver.Create(
        [new RemoteGenerator().AsSourceGenerator()],
        parseOptions: s_parse,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackSteps));

    public static CSharpCompilation Compile(string source, params MetadataReference[] references) => CSharpCompilation.Create(
        "Case",
        [Parse(Usings, "Usings.cs"), Parse(source, "Case.cs")],
        [.. s_references, .. references],
        new CSharpCompilationOptions(
            OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, s_parse, path);

    /// <summary>The errors and warnings of the compiler and of all analyzers, as <c>id: message</c>; missing docs of the case itself aside.</summary>
    public async Task<IReadOnlyList<string>> FindingsAsync()
    {
        var analyzed = await Compilation.WithAnalyzers(s_analyzers).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. Compilation.GetDiagnostics().Concat(analyzed)
            .Where(d => d.Severity >= DiagnosticSeverity.Warning && !d.IsSuppressed)
            .Where(d => d.Id is not "CS1591" || IsGenerated(d))
            .Select(d => $"{d.Id}: {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];
    }

    /// <summary>Compiles with nothing to say about it.</summary>
    public async Task<Generated> CompilesAsync()
    {
        var findings = await FindingsAsync();
        Assert.True(findings.Count == 0, string.Join(Environment.NewLine, findings) + Environment.NewLine + Text);
        return this;
    }

    /// <summary>Compiles with exactly this finding.</summary>
    public async Task<string> ReportsAsync(string id)
    {
        var finding = Assert.Single(await FindingsAsync());
        Assert.StartsWith(id + ":", finding, StringComparison.Ordinal);
        return finding;
    }

    /// <summary>The parameter types of the overload that each <c>Remote(...)</c> of the source was bound to, in order.</summary>
    public IReadOnlyList<string> Bound()
    {
        var tree = Compilation.SyntaxTrees.Single(t => t.FilePath == "Case.cs");
        var model = Compilation.GetSemanticModel(tree);
        return [.. tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Where(i => i.Expression is MemberAccessExpressionSyntax { Name.Identifier.Text: "Remote" })
            .Select(i => (IMethodSymbol?)model.GetSymbolInfo(i).Symbol)
            .Select(m => m is null ? "error" : string.Join(", ", m.Parameters.Select(p => p.Type.ToDisplayString(s_shown))))];
    }

    private static readonly SymbolDisplayFormat s_shown = SymbolDisplayFormat.MinimallyQualifiedFormat
        .RemoveMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    private static bool IsGenerated(Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true;
}

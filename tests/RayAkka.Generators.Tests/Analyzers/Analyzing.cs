using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace RayAkka.Generators.Tests.Analyzers;

/// <summary>Runs one analyzer over a source text that compiles, and gives what it says as <c>id@line-of-code</c> and sentences.</summary>
internal static class Analyzing
{
    private const string Usings =
        """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using RayAkka;
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.CSharp14);

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name
                && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(RemoteAttribute).Assembly.Location)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path)),
    ];

    /// <summary>What the analyzer reports for a library with this source, in order of place.</summary>
    public static Task<IReadOnlyList<Diagnostic>> RunAsync<TAnalyzer>(string source, params string[] accepted)
        where TAnalyzer : DiagnosticAnalyzer, new() =>
        RunAsync<TAnalyzer>(source, OutputKind.DynamicallyLinkedLibrary, accepted);

    /// <summary>The same for another kind of program; <paramref name="accepted"/> are compiler errors that belong to the case.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> RunAsync<TAnalyzer>(string source, OutputKind kind, params string[] accepted)
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var compilation = CSharpCompilation.Create(
            "Case",
            [Parse(Usings, "Usings.cs"), Parse(Facade.Source, "Facade.cs"), Parse(source, "Case.cs")],
            s_references,
            new CSharpCompilationOptions(kind, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));
        var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && !accepted.Contains(d.Id)).ToList();
        Assert.True(errors.Count == 0, "The case does not compile: " + string.Join(Environment.NewLine, errors));

        var found = await compilation.WithAnalyzers([new TAnalyzer()]).GetAnalyzerDiagnosticsAsync(CancellationToken.None);
        return [.. found.OrderBy(d => d.Location.SourceSpan.Start)];
    }

    /// <summary>The reported sentence.</summary>
    public static string Sentence(this Diagnostic diagnostic) => diagnostic.GetMessage(CultureInfo.InvariantCulture);

    /// <summary>The piece of source that the report points at.</summary>
    public static string Target(this Diagnostic diagnostic) =>
        diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);

    private static SyntaxTree Parse(string source, string path) => CSharpSyntaxTree.ParseText(source, s_parse, path);
}

using Microsoft.CodeAnalysis;
using RayAkka.Generators.Generation;

namespace RayAkka.Generators.Tests.Generation;

public class CachingTests
{
    private const string Source =
        """
        namespace Case;
        /// <summary>Counts.</summary>
        [Remote(NumCpus = 2)] public class Counter(int start)
        {
            private int _value = start;
            /// <summary>Adds.</summary>
            public int Increment(int by = 1) => _value += by;
            public T Echo<T>(T value, List<string>? more = null) => value;
        }
        public static class Pi { [Remote] public static long Sample(long n, string name = "x") => n; [Remote] public static void Log() { } }
        """;

    [Theory]
    [InlineData("public class Other { }")]
    [InlineData("namespace Elsewhere { public class Other { public void M() { } } }")]
    public void Edit_OfAnotherFile_RerunsNothing(string other)
    {
        var (_, after) = Run(c => c.AddSyntaxTrees(Generated.Parse(other, "Other.cs")));

        AssertNothingRan(after);
    }

    [Theory]
    [InlineData("_value += by", "_value -= by")]
    [InlineData("[Remote(NumCpus = 2)]", "\n\n// a comment\n[Remote(NumCpus = 2)]")]
    [InlineData("private int _value = start;", "private int _value = start; private int _other;")]
    [InlineData("=> n;", "=> n + 1;")]
    public void Edit_OfABody_RerunsNothing(string old, string @new)
    {
        var (_, after) = Run(c => Replace(c, old, @new));

        AssertNothingRan(after);
    }

    [Fact]
    public void Edit_OfASignature_RerunsThatClassOnly()
    {
        var (before, after) = Run(c => Replace(c, "int by = 1", "int by = 2"));

        Assert.Equal(IncrementalStepRunReason.Modified, Reasons(after, RemoteGenerator.ClassesStep).Single());
        Assert.All(Reasons(after, RemoteGenerator.FunctionsStep), r => Assert.NotEqual(IncrementalStepRunReason.Modified, r));
        Assert.NotEqual(Text(before, "Counter"), Text(after, "Counter"));
        Assert.Equal(Text(before, "Pi"), Text(after, "Pi"));
    }

    [Fact]
    public void Edit_OfDocumentation_RerunsThatClass()
    {
        var (_, after) = Run(c => Replace(c, "Adds.", "Adds to it."));

        Assert.Contains("Adds to it.", Text(after, "Counter"), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_OfOneClass_ShareOneFile()
    {
        var (before, _) = Run(c => c);

        Assert.Equal(["Case_Counter_Remote.g.cs", "Case_Pi_Tasks.g.cs"], before.GeneratedSources.Select(s => s.HintName).Order(StringComparer.Ordinal));
    }

    private static (GeneratorRunResult Before, GeneratorRunResult After) Run(Func<Compilation, Compilation> edit)
    {
        Compilation compilation = Generated.Compile(Source);
        var driver = Generated.Driver(trackSteps: true).RunGenerators(compilation);
        var before = driver.GetRunResult().Results.Single();
        return (before, driver.RunGenerators(edit(compilation)).GetRunResult().Results.Single());
    }

    private static Compilation Replace(Compilation compilation, string old, string @new)
    {
        var tree = compilation.SyntaxTrees.Single(t => t.FilePath == "Case.cs");
        var text = tree.ToString();
        Assert.Contains(old, text, StringComparison.Ordinal);
        return compilation.ReplaceSyntaxTree(tree, Generated.Parse(text.Replace(old, @new, StringComparison.Ordinal), "Case.cs"));
    }

    private static void AssertNothingRan(GeneratorRunResult result)
    {
        foreach (var step in new[] { RemoteGenerator.ClassesStep, RemoteGenerator.FunctionsStep })
        {
            Assert.NotEmpty(Reasons(result, step));
            Assert.All(Reasons(result, step), r => Assert.True(r is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, r.ToString()));
        }

        var outputs = result.TrackedOutputSteps.SelectMany(s => s.Value).SelectMany(s => s.Outputs).ToList();
        Assert.NotEmpty(outputs);
        Assert.All(outputs, o => Assert.Equal(IncrementalStepRunReason.Cached, o.Reason));
    }

    private static List<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        [.. result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private static string Text(GeneratorRunResult result, string name) =>
        result.GeneratedSources.Single(s => s.HintName.Contains(name, StringComparison.Ordinal)).SourceText.ToString();
}

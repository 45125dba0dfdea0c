using Microsoft.CodeAnalysis;
using RayAkka.Generators.Analyzers;

namespace RayAkka.Generators.Tests.Analyzers;

public class DroppedStreamAnalyzerTests
{
    [Theory]
    [InlineData("h.Count.Remote(5);", "h.Count.Remote")]
    [InlineData("await h.Count.RemoteAsync(5);", "h.Count.RemoteAsync")]
    [InlineData("h.Count.Options(new() { ReadAhead = 2 }).Remote(5);", "h.Count.Options(new() { ReadAhead = 2 }).Remote")]
    [InlineData("Action f = () => h.Count.Remote(5); f();", "h.Count.Remote")]
    [InlineData("void Local() => h.Count.Remote(5); Local();", "h.Count.Remote")]
    [InlineData("for (var i = 0; i < 3; i++) h.Count.Remote(i);", "h.Count.Remote")]
    public async Task Analyze_StreamThatIsDropped_IsAWarning(string statements, string name)
    {
        var warning = Assert.Single(await RunAsync(statements));

        Assert.Equal(RuleIds.DroppedStream, warning.Id);
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.StartsWith($"The stream of '{name}' is dropped", warning.Sentence(), StringComparison.Ordinal);
        Assert.StartsWith(name + "(", warning.Target(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("await foreach (var item in h.Count.Remote(5)) await item;")]
    [InlineData("_ = h.Count.Remote(5);")]
    [InlineData("_ = await h.Count.RemoteAsync(5);")]
    [InlineData("var s = h.Count.Remote(5);")]
    [InlineData("await using var s = await h.Count.RemoteAsync(5);")]
    [InlineData("await using (h.Count.Remote(5)) { }")]
    [InlineData("_kept = h.Count.Remote(5);")]
    [InlineData("Keep(h.Count.Remote(5));")]
    [InlineData("Func<object> f = () => h.Count.Remote(5); f();")]
    [InlineData("await h.Count.Remote(5).Completed;")]
    [InlineData("h.Count.Remote(5).GetAsyncEnumerator();")]
    [InlineData("h.Increment.Remote();")]
    [InlineData("Cases.Counter.Remote(1);")]
    public async Task Analyze_StreamThatIsReadOrKept_IsSilent(string statements)
    {
        Assert.Empty(await RunAsync(statements));
    }

    private static Task<IReadOnlyList<Diagnostic>> RunAsync(string statements) =>
        Analyzing.RunAsync<DroppedStreamAnalyzer>(
            $$"""
            class C
            {
                private ObjectRefStream<int>? _kept;
                private ObjectRefStream<int> Keep(ObjectRefStream<int> s) => _kept = s;
                async Task M(ActorHandle<Cases.Counter> h) { await Task.Yield(); {{statements}} }
            }
            """);
}

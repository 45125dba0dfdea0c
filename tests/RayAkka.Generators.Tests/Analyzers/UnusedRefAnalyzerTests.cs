using Microsoft.CodeAnalysis;
using RayAkka.Generators.Analyzers;

namespace RayAkka.Generators.Tests.Analyzers;

public class UnusedRefAnalyzerTests
{
    [Theory]
    [InlineData("h.Increment.Remote();")]
    [InlineData("ObjectRef<int> r = h.Increment.Remote();")]
    [InlineData("var r = h.Increment.Remote();")]
    [InlineData("ObjectRef r = h.Increment.Remote();")]
    [InlineData("ObjectRef<int>? r = null; r = h.Increment.Remote();")]
    [InlineData("Action f = () => h.Increment.Remote(); f();")]
    [InlineData("Action f = () => { var r = h.Increment.Remote(); }; f();")]
    [InlineData("void Local() => h.Increment.Remote(); Local();")]
    [InlineData("for (var i = 0; i < 3; i++) h.Increment.Remote();")]
    public async Task Analyze_RefThatNobodyReads_IsAnInfo(string statements)
    {
        var info = Assert.Single(await RunAsync(statements));

        Assert.Equal(RuleIds.UnusedRef, info.Id);
        Assert.Equal(DiagnosticSeverity.Info, info.Severity);
        Assert.StartsWith("The ObjectRef of 'h.Increment.Remote' is never used", info.Sentence(), StringComparison.Ordinal);
        Assert.Equal("h.Increment.Remote()", info.Target());
    }

    [Fact]
    public async Task Analyze_CallWithOptions_IsNamedWithThem()
    {
        var info = Assert.Single(await RunAsync("h.Increment.Options(new() { Name = \"n\" }).Remote();"));

        Assert.StartsWith("The ObjectRef of 'h.Increment.Options(new() { Name = \"n\" }).Remote' is", info.Sentence(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_ = h.Increment.Remote();")]
    [InlineData("await h.Increment.Remote();")]
    [InlineData("var r = h.Increment.Remote(); await r;")]
    [InlineData("var r = h.Increment.Remote(); Func<ObjectRef> f = () => r; f();")]
    [InlineData("ObjectRef<int> r; Keep(r = h.Increment.Remote());")]
    [InlineData("var rs = new[] { h.Increment.Remote() };")]
    [InlineData("Keep(h.Increment.Remote());")]
    [InlineData("Func<ObjectRef> f = () => h.Increment.Remote(); Keep(f());")]
    [InlineData("_kept = h.Increment.Remote();")]
    [InlineData("Cases.Counter.Remote(1);")]
    [InlineData("Keep(null!);")]
    [InlineData("var r = _kept;")]
    public async Task Analyze_RefThatIsUsedOrDroppedOnPurpose_IsSilent(string statements)
    {
        Assert.Empty(await RunAsync(statements));
    }

    private static Task<IReadOnlyList<Diagnostic>> RunAsync(string statements) =>
        Analyzing.RunAsync<UnusedRefAnalyzer>(
            $$"""
            class C
            {
                private ObjectRef? _kept;
                private ObjectRef Keep(ObjectRef r) => _kept = r;
                async Task M(ActorHandle<Cases.Counter> h) { await Task.Yield(); {{statements}} }
            }
            """);
}

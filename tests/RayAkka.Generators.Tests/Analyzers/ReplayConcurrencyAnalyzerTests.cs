using Microsoft.CodeAnalysis;
using RayAkka.Generators.Analyzers;

namespace RayAkka.Generators.Tests.Analyzers;

public class ReplayConcurrencyAnalyzerTests
{
    private const string Sentence =
        "MaxConcurrency is 4 and Recovery is Replay; calls that run side by side cannot be replayed exactly, so leave MaxConcurrency at 1";

    [Fact]
    public async Task Analyze_ReplayClassWithConcurrency_IsAnError()
    {
        var error = Assert.Single(await RunAsync("[Remote(Recovery = ActorRecovery.Replay, MaxConcurrency = 4)] public class A { }"));

        Assert.Equal((RuleIds.ReplayConcurrency, DiagnosticSeverity.Error), (error.Id, error.Severity));
        Assert.Equal(Sentence, error.Sentence());
        Assert.Equal("Remote(Recovery = ActorRecovery.Replay, MaxConcurrency = 4)", error.Target());
    }

    [Fact]
    public async Task Analyze_ReplayOptionsWithConcurrency_AreAnError()
    {
        var error = Assert.Single(await RunAsync("class C { ActorOptions M() => new() { MaxConcurrency = 4, Recovery = ActorRecovery.Replay }; }"));

        Assert.Equal(Sentence, error.Sentence());
        Assert.Equal("MaxConcurrency = 4", error.Target());
    }

    [Theory]
    [InlineData("[Remote(Recovery = ActorRecovery.Replay, MaxConcurrency = 1)] public class A { }")]
    [InlineData("[Remote(Recovery = ActorRecovery.Replay)] public class A { }")]
    [InlineData("[Remote(MaxConcurrency = 4)] public class A { }")]
    [InlineData("[Remote(Recovery = ActorRecovery.Restart, MaxConcurrency = 4)] public class A { }")]
    [InlineData("class C { ActorOptions M() => new() { MaxConcurrency = 4 }; }")]
    [InlineData("class C { ActorOptions M(int n) => new() { MaxConcurrency = n, Recovery = ActorRecovery.Replay }; }")]
    [InlineData("class C { ActorOptions M() => new() { Recovery = ActorRecovery.Replay }; }")]
    public async Task Analyze_OneOfTheTwo_IsSilent(string source) => Assert.Empty(await RunAsync(source));

    private static Task<IReadOnlyList<Diagnostic>> RunAsync(string source) => Analyzing.RunAsync<ReplayConcurrencyAnalyzer>(source);
}

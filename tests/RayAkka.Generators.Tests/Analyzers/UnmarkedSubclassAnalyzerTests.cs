using Microsoft.CodeAnalysis;
using RayAkka.Generators.Analyzers;
using RayAkka.Rules;

namespace RayAkka.Generators.Tests.Analyzers;

public class UnmarkedSubclassAnalyzerTests
{
    [Theory]
    [InlineData("Unmarked.Remote(1)", "Unmarked.Remote", "Remote")]
    [InlineData("Cases.Unmarked.Remote(1)", "Cases.Unmarked.Remote", "Remote")]
    [InlineData("Unmarked.Options(new()).Remote(1)", "Unmarked.Options", "Options")]
    [InlineData("new Func<int, ActorHandle<Counter>>(Unmarked.Remote)", "Unmarked.Remote", "Remote")]
    public async Task Analyze_UnmarkedSubclassBeforeRemote_IsAnError(string expression, string target, string member)
    {
        var error = Assert.Single(await RunAsync(expression));

        Assert.Equal(RuleIds.UnmarkedSubclass, error.Id);
        Assert.Equal(DiagnosticSeverity.Error, error.Severity);
        Assert.Equal(RemoteRuleTexts.UnmarkedSubclass("Unmarked", "Counter", member), error.Sentence());
        Assert.Equal(target, error.Target());
    }

    [Fact]
    public async Task Analyze_AliasOfUnmarkedSubclass_IsAnError()
    {
        var found = await Analyzing.RunAsync<UnmarkedSubclassAnalyzer>(
            "using Alias = Cases.Unmarked; class C { object M() => Alias.Remote(1); }");

        Assert.Equal("Alias.Remote", Assert.Single(found).Target());
    }

    [Fact]
    public async Task Analyze_ArgumentsOfTheBaseOnMarkedSubclass_IsAnError()
    {
        var error = Assert.Single(await RunAsync("Marked.Remote(1)"));

        Assert.Equal(RuleIds.UnmarkedSubclass, error.Id);
        Assert.Equal(RemoteRuleTexts.BaseCreated("Marked", "Counter"), error.Sentence());
    }

    [Theory]
    [InlineData("Counter.Remote(1)")]
    [InlineData("Counter.Options(new()).Remote(1)")]
    [InlineData("Marked.Remote(\"m\")")]
    [InlineData("Counter.Remote(1).Increment.Remote()")]
    [InlineData("new Unmarked(1)")]
    [InlineData("Own.Remote(1)")]
    public async Task Analyze_ClassThatIsCreatedAsWritten_IsSilent(string expression)
    {
        Assert.Empty(await RunAsync(expression));
    }

    private static Task<IReadOnlyList<Diagnostic>> RunAsync(string expression) =>
        Analyzing.RunAsync<UnmarkedSubclassAnalyzer>(
            $$"""
            using Cases;
            class Own(int start) : Counter(start) { public static Own Remote(int start) => new(start); }
            class C { object M() => {{expression}}; }
            """);
}

using Microsoft.CodeAnalysis;
using RayAkka.Generators.Analyzers;

namespace RayAkka.Generators.Tests.Analyzers;

public class ReplayAnalyzerTests
{
    private const string Mark = "[Remote(Recovery = ActorRecovery.Replay)]";

    [Theory]
    [InlineData("await Task.Run(() => 1)", "Task.Run", "call a remote function and await it")]
    [InlineData("await Task.Factory.StartNew(() => 1)", "TaskFactory.StartNew", "call a remote function and await it")]
    [InlineData("new Thread(() => { }).Start()", "new Thread", "call a remote function and await it")]
    [InlineData("ThreadPool.QueueUserWorkItem(_ => { })", "ThreadPool.QueueUserWorkItem", "call a remote function and await it")]
    [InlineData("ThreadPool.UnsafeQueueUserWorkItem(_ => { }, null)", "ThreadPool.UnsafeQueueUserWorkItem", "call a remote function and await it")]
    [InlineData("Parallel.For(0, 2, _ => { })", "Parallel.For", "call a remote function and await it")]
    [InlineData("await Task.Delay(1).ConfigureAwait(false)", "ConfigureAwait(false)", "await without it")]
    [InlineData("await new ValueTask<int>(1).ConfigureAwait(false)", "ConfigureAwait(false)", "await without it")]
    [InlineData("await Task.Delay(1).ConfigureAwait(ConfigureAwaitOptions.ForceYielding)", "ConfigureAwait(false)", "await without it")]
    public async Task Analyze_CodeOutsideTheFlow_IsAnError(string statement, string name, string advice)
    {
        var error = Assert.Single(await RunAsync(Mark, statement));

        Assert.Equal((RuleIds.ReplayFlow, DiagnosticSeverity.Error), (error.Id, error.Severity));
        Assert.Equal(
            $"'{name}' runs code outside the flow of an actor with Recovery = Replay, so a replay could not run it again in the same order; {advice}",
            error.Sentence());
        Assert.Contains(error.Target(), statement, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("_ = DateTime.Now", "DateTime.Now", "Ray.Now()")]
    [InlineData("_ = DateTime.UtcNow", "DateTime.UtcNow", "Ray.Now()")]
    [InlineData("_ = DateTimeOffset.UtcNow", "DateTimeOffset.UtcNow", "Ray.Now()")]
    [InlineData("_ = Environment.TickCount64", "Environment.TickCount64", "Ray.Now()")]
    [InlineData("_ = System.Diagnostics.Stopwatch.StartNew()", "Stopwatch.StartNew", "Ray.Now()")]
    [InlineData("_ = System.Diagnostics.Stopwatch.GetTimestamp()", "Stopwatch.GetTimestamp", "Ray.Now()")]
    [InlineData("_ = new System.Diagnostics.Stopwatch()", "new Stopwatch()", "Ray.Now()")]
    [InlineData("_ = Guid.NewGuid()", "Guid.NewGuid", "Ray.NewId()")]
    [InlineData("_ = Random.Shared", "Random.Shared", "Ray.Random")]
    [InlineData("_ = new Random()", "new Random()", "Ray.Random, or give it a seed")]
    public async Task Analyze_ClockOrChance_IsAWarning(string statement, string name, string instead)
    {
        var warning = Assert.Single(await RunAsync(Mark, statement));

        Assert.Equal((RuleIds.ReplaySource, DiagnosticSeverity.Warning), (warning.Id, warning.Severity));
        Assert.Equal($"'{name}' gives another value when an actor with Recovery = Replay is replayed; use {instead}", warning.Sentence());
    }

    [Theory]
    [InlineData("await Task.Delay(1)")]
    [InlineData("await Task.Delay(1).ConfigureAwait(true)")]
    [InlineData("await Task.Delay(1).ConfigureAwait(ConfigureAwaitOptions.ContinueOnCapturedContext)")]
    [InlineData("_ = new Random(7)")]
    [InlineData("_ = DateTime.UnixEpoch")]
    [InlineData("_ = new Guid()")]
    public async Task Analyze_WhatARunRepeats_IsSilent(string statement) => Assert.Empty(await RunAsync(Mark, statement));

    [Theory]
    [InlineData("")]
    [InlineData("[Remote]")]
    [InlineData("[Remote(Recovery = ActorRecovery.Restart)]")]
    public async Task Analyze_ClassThatIsNotReplayed_IsSilent(string mark) =>
        Assert.Empty(await RunAsync(mark, "_ = DateTime.Now; await Task.Run(() => 1).ConfigureAwait(false)"));

    [Fact]
    public async Task Analyze_LambdasFieldsAndLocalFunctions_AreLookedAtToo()
    {
        var found = await Analyzing.RunAsync<ReplayAnalyzer>(
            $$"""
            {{Mark}} public class A
            {
                private readonly Guid _id = Guid.NewGuid();
                public DateTime Time => DateTime.Now;
                public int M() { Func<DateTime> f = () => DateTime.Now; int Local() => Random.Shared.Next(); return Local(); }
            }
            """);

        Assert.Equal(["Guid.NewGuid()", "DateTime.Now", "DateTime.Now", "Random.Shared"], found.Select(Analyzing.Target));
    }

    private static Task<IReadOnlyList<Diagnostic>> RunAsync(string mark, string statement) =>
        Analyzing.RunAsync<ReplayAnalyzer>($$"""{{mark}} public class A { public async Task M() { await Task.Yield(); {{statement}}; } }""");
}

namespace RayAkka.Conformance.Actors;

public abstract class ConcurrencyGroupTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task FullGroup_RunsSoManyAndBlocksNoOther(bool blocking)
    {
        var actor = Grouped.Remote();
        var reads = Enumerable.Range(0, 10).Select(i => blocking ? actor.ReadBlocking.Remote(_probe, i) : actor.Read.Remote(_probe, i)).ToArray();
        await _probe.ArrivedAsync(2);
        Assert.Equal((1, 2), (await Soon(actor.Compute.Remote(1)), await Soon(actor.Plain.Remote(2))));
        Assert.Equal(2, _probe.Arrivals);
        _probe.Open();
        Assert.Equal(Enumerable.Range(0, 10), await Soon(reads));
    }

    [Fact]
    public async Task CallsOfNoGroup_Blocked_BlockNoGroup()
    {
        var actor = Grouped.Remote();
        var held = actor.PlainHold.Remote(_probe, 1);
        var behind = actor.Plain.Remote(2);
        await _probe.ArrivedAsync();
        Assert.Equal(3, await Soon(actor.Compute.Remote(3)));
        _probe.Open();
        Assert.Equal((1, 2), (await Soon(held), await Soon(behind)));
    }

    [Fact]
    public async Task Group_StartsItsCallsInTheirOrder()
    {
        var holder = Holder.Options(new() { ConcurrencyGroups = { ["notes"] = 1 } }).Remote(_probe);
        var held = holder.HoldAsync.Remote(0);
        await _probe.ArrivedAsync();
        foreach (var call in Enumerable.Range(0, 100).Select(i => holder.Note.Options(new() { ConcurrencyGroup = "notes" }).Remote($"{i}")).ToArray())
            await Soon(call);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), _probe.Notes);
        _probe.Open();
        await Soon(held);
    }

    [Fact]
    public async Task Options_ChangeTheSizeOfAGroup_AndACallItsGroup()
    {
        var actor = Grouped.Options(new() { ConcurrencyGroups = { ["io"] = 1, ["more"] = 1 } }).Remote();
        var first = actor.Read.Remote(_probe, 1);
        var second = actor.Read.Remote(_probe, 2);
        await _probe.ArrivedAsync();
        var other = actor.Read.Options(new() { ConcurrencyGroup = "more" }).Remote(_probe, 3);
        await _probe.ArrivedAsync();
        Assert.Equal(4, await Soon(actor.Plain.Remote(4)));
        Assert.Equal(2, _probe.Arrivals);
        _probe.Open();
        Assert.Equal([1, 2, 3], await Soon([first, second, other]));
    }

    [Fact]
    public void Group_Unknown_IsRefusedAndTheKnownOnesAreNamed()
    {
        var actor = Grouped.Remote();
        var error = Assert.Throws<ArgumentException>(() => actor.Plain.Options(new() { ConcurrencyGroup = "oi" }).Remote(1));
        Assert.Contains("'oi'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'compute', 'io'", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => actor.Lost.Remote());
        Assert.Throws<ArgumentException>(() => Counter.Remote(0).Value.Options(new() { ConcurrencyGroup = "io" }).Remote());
        Assert.Throws<ArgumentException>(() => Counter.Options(new() { ConcurrencyGroups = { ["io"] = 0 } }).Remote(0));
        Assert.Throws<ArgumentException>(() => Steward.Options(new() { ConcurrencyGroups = { ["io"] = 1 } }).Remote());
    }

    [Fact]
    public async Task Restart_WhatRunsAndWhatWaitsInGroupsRunsAgain()
    {
        var actor = Grouped.Options(new() { MaxRestarts = 1, MaxTaskRetries = 1 }).Remote();
        var calls = Enumerable.Range(0, 5).Select(i => actor.Read.Remote(_probe, i)).ToArray();
        await _probe.ArrivedAsync(2);
        Ray.Kill(actor, noRestart: false);
        await _probe.ArrivedAsync(2);
        _probe.Open();
        Assert.Equal(Enumerable.Range(0, 5), await Soon(calls));
    }

    [Fact]
    public async Task Termination_WaitsForWhatRunsAndWaitsInGroups()
    {
        var actor = Grouped.Remote();
        var calls = Enumerable.Range(0, 5).Select(i => actor.Read.Remote(_probe, i)).ToArray();
        var gone = ((IAsyncDisposable)actor).DisposeAsync().AsTask();
        await _probe.ArrivedAsync(2);
        Assert.False(gone.IsCompleted);
        _probe.Open();
        Assert.Equal(Enumerable.Range(0, 5), await Soon(calls));
        await gone.WaitAsync(Limit);
    }

    [Fact]
    public async Task Cancel_CallThatWaitsInItsGroup_NeverRuns()
    {
        var actor = Grouped.Remote();
        var running = Enumerable.Range(0, 2).Select(i => actor.Read.Remote(_probe, i)).ToArray();
        await _probe.ArrivedAsync(2);
        var never = Probe.Create();
        var waits = actor.Read.Remote(never, 9);
        var later = actor.Read.Remote(_probe, 2);
        Assert.Equal(1, await Soon(actor.Compute.Remote(1)));
        Ray.Cancel(waits);
        await Assert.ThrowsAsync<TaskCancelledException>(() => Soon(waits));
        Assert.Equal(1, await Soon(actor.Compute.Remote(1)));
        _probe.Open();
        Assert.Equal([0, 1, 2], await Soon([.. running, later]));
        Assert.Equal(0, never.Arrivals);
    }

    [Fact]
    public async Task CallThatWaitsForItsOwnGroup_IsACycle_ForAnotherGroupIsNone()
    {
        var actor = Looping.Remote();
        var error = await Assert.ThrowsAnyAsync<RayException>(() => Soon(actor.Again.Remote(actor)));
        Assert.Contains(nameof(CallCycleException), error.ToString(), StringComparison.Ordinal);
        Assert.Equal(2, await Soon(actor.Outside.Remote(actor)));
    }

    [Fact]
    public async Task FourThousandAsyncCalls_WaitAtTheSameTime()
    {
        var holder = Holder.Options(new() { MaxConcurrency = 4000 }).Remote(_probe);
        var calls = Enumerable.Range(0, 4000).Select(i => holder.HoldAsync.Remote(i)).ToArray();
        await _probe.ArrivedAsync(4000);
        _probe.Open();
        Assert.Equal(Enumerable.Range(0, 4000), await Soon(calls));
    }

    public sealed class Embedded() : ConcurrencyGroupTests(new EmbeddedTestEngine());

    public sealed class Verified() : ConcurrencyGroupTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ConcurrencyGroupTests(new LossyTestEngine(output));
}

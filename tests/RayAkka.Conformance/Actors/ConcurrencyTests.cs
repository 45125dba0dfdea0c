namespace RayAkka.Conformance.Actors;

public abstract class ConcurrencyTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MaxConcurrency_RunsThatManyAtATimeAndNoMore(bool asynchronous)
    {
        var holder = Holder.Options(new() { MaxConcurrency = 3 }).Remote(_probe);
        var calls = Enumerable.Range(0, 8).Select(i => asynchronous ? holder.HoldAsync.Remote(i) : holder.Hold.Remote(i)).ToArray();
        await _probe.ArrivedAsync(3);
        Assert.Equal(4, await Soon(Work.Tasks.Square.Remote(2)));
        Assert.Equal(3, _probe.Arrivals);
        _probe.Open();
        Assert.Equal(Enumerable.Range(0, 8), await Soon(calls));
    }

    [Fact]
    public async Task MaxConcurrency_StartsInTheOrderOfTheCalls()
    {
        var holder = Holder.Options(new() { MaxConcurrency = 2 }).Remote(_probe);
        var held = holder.HoldAsync.Remote(0);
        await _probe.ArrivedAsync();

        // All others go through the one place that is left, so they start one behind the other.
        var calls = Enumerable.Range(0, 100).Select(i => holder.Note.Remote($"{i}")).ToArray();
        foreach (var call in calls)
            await Soon(call);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), _probe.Notes);
        _probe.Open();
        await Soon(held);
    }

    [Fact]
    public async Task Kill_FailsAllRunningCalls()
    {
        var holder = Holder.Options(new() { MaxConcurrency = 3 }).Remote(_probe);
        var calls = Enumerable.Range(0, 5).Select(i => holder.HoldAsync.Remote(i)).ToArray();
        await _probe.ArrivedAsync(3);
        Ray.Kill(holder);
        foreach (var call in calls)
            await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call));
        _probe.Open();
    }

    [Fact]
    public async Task Restart_RunningAndQueuedCallsRunAgain()
    {
        var holder = Holder.Options(new() { MaxConcurrency = 3, MaxRestarts = 1, MaxTaskRetries = 1 }).Remote(_probe);
        var calls = Enumerable.Range(0, 5).Select(i => holder.HoldAsync.Remote(i)).ToArray();
        await _probe.ArrivedAsync(3);
        Ray.Kill(holder, noRestart: false);
        await _probe.ArrivedAsync(3);
        _probe.Open();
        Assert.Equal(Enumerable.Range(0, 5), await Soon(calls));
    }

    [Fact]
    public async Task Termination_WaitsForTheRunningCalls()
    {
        var holder = Holder.Options(new() { MaxConcurrency = 3 }).Remote(_probe);
        var calls = Enumerable.Range(0, 5).Select(i => holder.HoldAsync.Remote(i)).ToArray();
        var gone = ((IAsyncDisposable)holder).DisposeAsync().AsTask();
        await _probe.ArrivedAsync(3);
        Assert.False(gone.IsCompleted);
        _probe.Open();
        Assert.Equal(Enumerable.Range(0, 5), await Soon(calls));
        await gone.WaitAsync(Limit);
    }

    [Fact]
    public async Task Failure_OfOneCall_LeavesTheOthers()
    {
        var counter = Counter.Options(new() { MaxConcurrency = 4 }).Remote(0);
        var failed = counter.ThrowTask.Remote("x");
        var fine = counter.IncrementAtOnce.Remote(1);
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(failed));
        Assert.Equal(1, await Soon(fine));
    }

    public sealed class Embedded() : ConcurrencyTests(new EmbeddedTestEngine());

    public sealed class Verified() : ConcurrencyTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ConcurrencyTests(new LossyTestEngine(output));
}

namespace RayAkka.Conformance.Actors;

public abstract class BackPressureTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { NumCpus = 20 };

    [Fact]
    public async Task MaxPendingCalls_OneMore_ThrowsAndIsNotSubmitted_EachCallerHasItsOwn()
    {
        var holder = Holder.Options(new() { MaxPendingCalls = 3, MaxConcurrency = 100 }).Remote(_probe);
        var calls = Enumerable.Range(0, 3).Select(i => holder.HoldAsync.Remote(i)).ToArray();
        var error = Assert.Throws<PendingCallsLimitExceededException>(() => holder.HoldAsync.Remote(3));
        Assert.Contains("3 calls", error.Message, StringComparison.Ordinal);
        Assert.Contains("RemoteAsync", error.Message, StringComparison.Ordinal);
        Assert.Equal([3, 3], await Soon([Producers.Tasks.Fill.Remote(holder), Producers.Tasks.Fill.Remote(holder)]));
        await _probe.ArrivedAsync(9);
        _probe.Open();
        Assert.Equal([0, 1, 2], await Soon(calls));

        // There is room again.
        Assert.Equal(5, await Soon(await holder.HoldAsync.RemoteAsync(5)));
        Assert.Equal(10, _probe.Arrivals);
    }

    [Fact]
    public async Task RemoteAsync_WaitsForRoom_AndKeepsTheOrder()
    {
        var holder = Holder.Options(new() { MaxPendingCalls = 1 }).Remote(_probe);
        var first = holder.Hold.Remote(0);
        await _probe.ArrivedAsync();
        var waiting = Enumerable.Range(0, 100).Select(i => holder.Note.RemoteAsync($"{i}").AsTask()).ToArray();
        Assert.DoesNotContain(waiting, task => task.IsCompleted);
        _probe.Open();
        Assert.Equal(0, await Soon(first));
        foreach (var task in waiting)
            await Soon(await task.WaitAsync(Limit));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => $"{i}"), _probe.Notes);
    }

    [Fact]
    public async Task RemoteAsync_WithoutALimit_IsThereAtOnce()
    {
        var submitted = Counter.Remote(0).Increment.RemoteAsync(2);
        Assert.True(submitted.IsCompletedSuccessfully);
        Assert.Equal(2, await Soon(await submitted));
    }

    [Fact]
    public async Task RemoteAsync_ActorDies_FailsWithThat()
    {
        var holder = Holder.Options(new() { MaxPendingCalls = 1 }).Remote(_probe);
        var first = holder.HoldAsync.Remote(0);
        await _probe.ArrivedAsync();
        var waiting = holder.HoldAsync.RemoteAsync(1).AsTask();
        Ray.Kill(holder);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(first));
        var second = await waiting.WaitAsync(Limit);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(second));
    }

    [Fact]
    public async Task MailboxCapacity_SixteenProducersWithoutRestraint_StaysWithinItAndLosesNothing()
    {
        const int Capacity = 50;
        var counter = Counter.Options(new() { MailboxCapacity = Capacity }).Remote(0);
        var producers = Enumerable.Range(0, 16).Select(_ => Producers.Tasks.Produce.Remote(counter, 500)).ToArray();
        Assert.Equal(16 * 500, (await Soon(producers)).Sum());
        Assert.Equal(16 * 500, await Soon(counter.Value.Remote()));
        var actor = Ray.Actors().Single(static info => info.State == ActorState.Alive).ActorId;
        Assert.InRange(Runtime.Actors.Find(actor)!.Admission!.Highest, 1, Capacity);
    }

    [Fact]
    public async Task MailboxCapacity_AllCallersTogether_OneMoreThrows()
    {
        var holder = Holder.Options(new() { MailboxCapacity = 4, MaxConcurrency = 100 }).Remote(_probe);
        var calls = Enumerable.Range(0, 4).Select(i => holder.HoldAsync.Remote(i)).ToArray();
        var error = Assert.Throws<PendingCallsLimitExceededException>(() => holder.HoldAsync.Remote(4));
        Assert.Contains(nameof(ActorOptions.MailboxCapacity), error.Message, StringComparison.Ordinal);
        await _probe.ArrivedAsync(4);
        _probe.Open();
        Assert.Equal([0, 1, 2, 3], await Soon(calls));
    }

    [Fact]
    public void Limits_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Counter.Options(new() { MaxPendingCalls = 0 }).Remote(0));
        Assert.Throws<ArgumentException>(() => Counter.Options(new() { MaxPendingCalls = -2 }).Remote(0));
        Assert.Throws<ArgumentException>(() => Counter.Options(new() { MailboxCapacity = 0 }).Remote(0));
    }

    public sealed class Embedded() : BackPressureTests(new EmbeddedTestEngine());

    public sealed class Verified() : BackPressureTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : BackPressureTests(new LossyTestEngine(output));
}

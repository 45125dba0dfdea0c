namespace RayAkka.Conformance.Cancellation;

public abstract class ReplayCancellationTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Cancel_QueuedCallOfAReplayedActor_LeavesItsSequence()
    {
        var steward = Steward.Remote();
        var running = steward.AddWhenOpen.Remote(_probe, 1);
        await _probe.ArrivedAsync();
        var queued = steward.Add.Remote(10);
        var later = steward.Add.Remote(100);
        Ray.Cancel(queued);
        await Assert.ThrowsAsync<TaskCancelledException>(() => Soon(queued));

        // What was sent to the actor's node before this has arrived when this is answered.
        await Soon(Holder.Remote(Probe.Create()).Answer.Remote(0));
        _probe.Open();
        Assert.Equal((1, 101), (await Soon(running), await Soon(later)));
        Ray.Kill(steward, noRestart: false);
        Assert.Equal(101, await Soon(steward.Add.Remote(0)));
    }

    [Fact]
    public async Task Cancel_RunningCallOfAReplayedActor_OnlyItsRefFails()
    {
        var steward = Steward.Remote();
        var running = steward.AddWhenOpen.Remote(_probe, 1);
        await _probe.ArrivedAsync();
        Ray.Cancel(running);
        await Assert.ThrowsAsync<TaskCancelledException>(() => Soon(running));
        _probe.Open();
        Assert.Equal(1, await Soon(steward.Add.Remote(0)));
        Ray.Kill(steward, noRestart: false);
        Assert.Equal(1, await Soon(steward.Add.Remote(0)));
    }

    public sealed class Embedded() : ReplayCancellationTests(new EmbeddedTestEngine());

    public sealed class Stored() : ReplayCancellationTests(new StoredTestEngine());

    public sealed class Verified() : ReplayCancellationTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ReplayCancellationTests(new LossyTestEngine(output));
}

namespace RayAkka.Conformance.Cancellation;

public abstract class CallCancellationTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Cancel_RunningCall_FailsAndItsTokenFires_TheActorLives()
    {
        var sleeper = Sleeper.Remote();
        var call = sleeper.Stay.Remote(_probe);
        await _probe.ArrivedAsync();
        Ray.Cancel(call);
        Assert.Equal(CancellationReason.User, await ReasonAsync(call));
        await _probe.WaitAsync();
        Assert.Equal(["User"], _probe.Notes);
        Assert.Equal(7, await Soon(sleeper.Answer.Remote(7)));
    }

    [Fact]
    public async Task Cancel_SynchronousCallWithoutATokenParameter_TheContextTellsIt()
    {
        var sleeper = Sleeper.Remote();
        var call = sleeper.StayByContext.Remote(_probe);
        await _probe.ArrivedAsync();
        Ray.Cancel(call);
        await ReasonAsync(call);
        await _probe.WaitAsync();
        Assert.Equal(["User True"], _probe.Notes);
        Assert.Equal(7, await Soon(sleeper.Answer.Remote(7)));
    }

    [Fact]
    public async Task Cancel_QueuedCall_NeverRuns()
    {
        var holder = Holder.Remote(_probe);
        var running = holder.Hold.Remote(1);
        await _probe.ArrivedAsync();
        var never = Probe.Create();
        var queued = holder.HoldOther.Remote(never);
        var later = holder.Answer.Remote(2);
        Ray.Cancel(queued);
        await ReasonAsync(queued);

        // What was sent to the actor's node before this has arrived when this is answered.
        await Soon(Holder.Remote(Probe.Create()).Answer.Remote(0));
        _probe.Open();
        Assert.Equal(1, await Soon(running));
        Assert.Equal(2, await Soon(later));
        Assert.Equal(0, never.Arrivals);
    }

    [Fact]
    public async Task Cancel_CallsThatTravel_NoneRunsToItsEnd()
    {
        // Each is cancelled at another point of its way.
        var sleepers = Enumerable.Range(0, 50).Select(_ => Sleeper.Options(new() { NumCpus = 0 }).Remote()).ToArray();
        var calls = sleepers.Select(sleeper => sleeper.Stay.Remote(_probe)).ToArray();
        foreach (var call in calls)
            Ray.Cancel(call);
        foreach (var call in calls)
            await ReasonAsync(call);

        // One that were still running would hold its actor.
        Assert.Equal(Enumerable.Range(0, 50), await Soon(sleepers.Select((sleeper, i) => sleeper.Answer.Remote(i))));
    }

    [Fact]
    public async Task Cancel_BehindAnUnresolvedArgument_NeverRuns_LaterCallsDo()
    {
        var counter = Counter.Remote(0);
        var held = Work.Tasks.Hold.Remote(_probe, 100);
        var waits = counter.Increment.Remote(held);
        var later = counter.Increment.Remote();
        Ray.Cancel(waits);
        await ReasonAsync(waits);
        Assert.Equal(1, await Soon(later));
        _probe.Open();
        await Soon(held);
        Assert.Equal(1, await Soon(counter.Value.Remote()));
    }

    [Fact]
    public async Task Cancel_Finished_DoesNothing()
    {
        var sleeper = Sleeper.Remote();
        var call = sleeper.Answer.Remote(3);
        Assert.Equal(3, await Soon(call));
        Ray.Cancel(call);
        Ray.Cancel(Ray.Put(3));
        Assert.Equal(3, await Soon(call));
        Assert.Equal(4, await Soon(sleeper.Answer.Remote(4)));
    }

    [Fact]
    public async Task Cancel_OneOfManyThatRun_LeavesTheOthers()
    {
        var sleeper = Sleeper.Options(new() { MaxConcurrency = 4 }).Remote();
        var other = Probe.Create();
        var stays = sleeper.Stay.Remote(other);
        var call = sleeper.Stay.Remote(_probe);
        await other.ArrivedAsync();
        await _probe.ArrivedAsync();
        Ray.Cancel(call);
        await _probe.WaitAsync();
        Assert.Empty(other.Notes);
        Ray.Cancel(stays);
        await other.WaitAsync();
        await ReasonAsync(stays);
    }

    [Fact]
    public async Task Cancel_MayBeTriedAgain_IsNot()
    {
        var sleeper = Sleeper.Remote();
        var call = sleeper.Stay.Options(new() { MaxTaskRetries = -1, RetryExceptions = true }).Remote(_probe);
        await _probe.ArrivedAsync();
        Ray.Cancel(call);
        await _probe.WaitAsync();
        await ReasonAsync(call);
        Assert.Equal(7, await Soon(sleeper.Answer.Remote(7)));
        Assert.Equal(1, _probe.Arrivals);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cancel_CallThatWaitsForAnother_EndsThatTooIfItIsRecursive(bool recursive)
    {
        var (outer, inner) = (Sleeper.Remote(), Sleeper.Remote());
        var call = outer.StayAt.Remote(inner, _probe);
        await _probe.ArrivedAsync();
        Ray.Cancel(call, recursive);
        await ReasonAsync(call);
        if (recursive)
        {
            await _probe.WaitAsync();
            Assert.Equal(["User"], _probe.Notes);
            Assert.Equal(8, await Soon(outer.Answer.Remote(8)));
        }
        else
        {
            // The inner call, and with it the outer actor, stay.
            var answer = outer.Answer.Remote(8);
            Assert.Equal(5, await Soon(Sleeper.Remote().Answer.Remote(5)));
            Assert.Empty(_probe.Notes);
            Ray.Kill(inner);
            Assert.Equal(8, await Soon(answer));
        }
    }

    [Fact]
    public async Task Cancel_RefOfAnothersCall_ReachesIt()
    {
        var (owner, sleeper) = (Sleeper.Remote(), Sleeper.Remote());
        var reference = (await Soon(owner.Begin.Remote(sleeper, _probe)))[0];
        await _probe.ArrivedAsync();
        Ray.Cancel(reference);
        Assert.Equal(CancellationReason.User, await ReasonAsync(reference));
        await _probe.WaitAsync();
        Assert.Equal(7, await Soon(sleeper.Answer.Remote(7)));
    }

    [Fact]
    public async Task Cancel_RefSeenAsAnotherType_ReachesIt()
    {
        var call = Sleeper.Remote().Stay.Remote(_probe);
        await _probe.ArrivedAsync();
        Ray.Cancel(call.As<object>());
        await ReasonAsync(call);
    }

    private static async Task<CancellationReason> ReasonAsync(ObjectRef call) =>
        (await Assert.ThrowsAsync<TaskCancelledException>(() => Soon(call))).Reason;

    public sealed class Embedded() : CallCancellationTests(new EmbeddedTestEngine());

    public sealed class Verified() : CallCancellationTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : CallCancellationTests(new LossyTestEngine(output));
}

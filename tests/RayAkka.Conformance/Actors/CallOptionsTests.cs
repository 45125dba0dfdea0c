using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Actors;

public abstract class CallOptionsTests(TestEngine engine) : EngineTests(engine)
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _time = new();
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { TimeProvider = _time };

    [Fact]
    public async Task Timeout_RunningCall_FailsAndItsTokenFires_TheActorLives()
    {
        var actor = Cancellable.Remote();
        var call = actor.UntilCancelled.Options(new() { Timeout = s_minute }).Remote(_probe);
        await _probe.ArrivedAsync();
        _time.Advance(s_minute);
        await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(call));
        await _probe.WaitAsync();
        var next = Probe.Create();
        _ = actor.UntilCancelled.Remote(next);
        await next.ArrivedAsync();
    }

    [Fact]
    public async Task Timeout_QueuedCall_NeverRuns()
    {
        var holder = Holder.Remote(_probe);
        var running = holder.Hold.Remote(1);
        var never = Probe.Create();
        await _probe.ArrivedAsync();
        var queued = holder.HoldOther.Options(new() { Timeout = s_minute }).Remote(never);
        _time.Advance(s_minute);
        await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(queued));

        // What was sent to the actor's node before this has arrived when this is answered.
        await Soon(Holder.Remote(Probe.Create()).Answer.Remote(0));
        _probe.Open();
        Assert.Equal(1, await Soon(running));
        Assert.Equal(2, await Soon(holder.Answer.Remote(2)));
        Assert.Equal(0, never.Arrivals);
    }

    [Fact]
    public async Task Timeout_BehindAnUnresolvedArgument_LaterCallsRun()
    {
        var counter = Counter.Remote(0);
        var held = Work.Tasks.Hold.Remote(_probe, 100);
        var waits = counter.Increment.Options(new() { Timeout = s_minute }).Remote(held);
        var later = counter.Increment.Remote();
        _time.Advance(s_minute);
        await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(waits));
        Assert.Equal(1, await Soon(later));
        _probe.Open();
        await Soon(held);
        Assert.Equal(1, await Soon(counter.Value.Remote()));
    }

    [Fact]
    public void Timeout_Zero_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Counter.Remote(0).Value.Options(new() { Timeout = TimeSpan.Zero }).Remote());

    [Fact]
    public async Task RetryExceptions_True_RunsAgainBeforeNewerCalls()
    {
        var actor = Phoenix.Remote(_probe, []);
        var call = actor.SucceedAt.Options(new() { MaxTaskRetries = 5, RetryExceptions = true }).Remote(3);
        var later = actor.Mark.Remote(9);
        Assert.Equal(3, await Soon(call));
        Assert.Equal(9, await Soon(later));
        Assert.Equal(3, _probe.Arrivals);
    }

    [Fact]
    public async Task RetryExceptions_ByAttribute_RunsAgain()
    {
        Assert.Equal(4, await Soon(Phoenix.Remote(_probe, []).SucceedAtByAttribute.Remote(4)));
        Assert.Equal(4, _probe.Arrivals);
    }

    [Fact]
    public async Task RetryExceptions_UsedUp_TheLastSurfaces()
    {
        var call = Phoenix.Remote(_probe, []).SucceedAt.Options(new() { MaxTaskRetries = 2, RetryExceptions = true }).Remote(100);
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(call));
        Assert.Equal("attempt 3", error.InnerException!.Message);
    }

    [Fact]
    public async Task RetryExceptions_OtherType_RunsOnce()
    {
        var options = new CallOptions { MaxTaskRetries = 5, RetryExceptions = RetryExceptions.Of(typeof(IOException)) };
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(Phoenix.Remote(_probe, []).SucceedAt.Options(options).Remote(2)));
        Assert.Equal(1, _probe.Arrivals);
    }

    [Fact]
    public async Task Name_StandsInErrors()
    {
        var call = Counter.Remote(0).Throw.Options(new() { Name = "mine" }).Remote("x");
        Assert.Equal("mine", (await Assert.ThrowsAsync<RayTaskException>(() => Soon(call))).CallName);
    }

    public sealed class Embedded() : CallOptionsTests(new EmbeddedTestEngine());

    public sealed class Verified() : CallOptionsTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : CallOptionsTests(new LossyTestEngine(output));
}

using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Cancellation;

public abstract class DeadlineTests(TestEngine engine) : EngineTests(engine)
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _time = new();
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { TimeProvider = _time };

    [Fact]
    public async Task Timeout_CallsThatTheCallMakes_HaveTheTimeThatIsLeft()
    {
        var (outer, inner) = (Sleeper.Remote(), Sleeper.Remote());
        var call = outer.StayAt.Options(new() { Timeout = s_minute }).Remote(inner, _probe);
        await _probe.ArrivedAsync();
        _time.Advance(s_minute);
        await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(call));
        await _probe.WaitAsync();
        Assert.Equal(["Timeout"], _probe.Notes);
        Assert.Equal((1, 2), (await Soon(outer.Answer.Remote(1)), await Soon(inner.Answer.Remote(2))));
    }

    [Fact]
    public async Task Timeout_OfATask_TravelsThroughTwoActors()
    {
        var (first, second) = (Sleeper.Remote(), Sleeper.Remote());
        var task = SleepWork.Tasks.StayAt.Options(new() { Timeout = s_minute }).Remote(first, second, _probe);
        await _probe.ArrivedAsync();
        _time.Advance(s_minute);
        await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(task));
        await _probe.WaitAsync();
        Assert.Equal(["Timeout"], _probe.Notes);
    }

    [Fact]
    public async Task Timeout_NestedCallWithAnInfiniteOne_GoesOn()
    {
        var outer = Sleeper.Remote();
        var inner = Sleeper.Options(new() { MaxConcurrency = 2 }).Remote();
        var beyond = Probe.Create();
        var call = outer.StayBeyond.Options(new() { Timeout = s_minute }).Remote(inner, _probe, beyond);
        await _probe.ArrivedAsync();
        await beyond.ArrivedAsync();
        _time.Advance(s_minute);
        await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(call));
        await _probe.WaitAsync();
        Assert.Equal(["Timeout"], _probe.Notes);
        Assert.Empty(beyond.Notes);
    }

    public sealed class Embedded() : DeadlineTests(new EmbeddedTestEngine());

    public sealed class Verified() : DeadlineTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : DeadlineTests(new LossyTestEngine(output));
}

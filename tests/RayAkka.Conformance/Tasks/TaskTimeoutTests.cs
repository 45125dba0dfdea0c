using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Tasks;

public abstract class TaskTimeoutTests(TestEngine engine) : EngineTests(engine)
{
    private static readonly TimeSpan s_minute = TimeSpan.FromMinutes(1);

    private readonly ManualTimeProvider _time = new();
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { NumCpus = 1, TimeProvider = _time };

    [Fact]
    public async Task Timeout_RunningTask_FailsAndItsTokenFires()
    {
        var reference = RefWork.Tasks.UntilCancelled.Options(new() { Timeout = s_minute }).Remote(_probe);
        await _probe.ArrivedAsync();
        _time.Advance(s_minute - TimeSpan.FromTicks(1));
        Assert.Empty(Ray.Wait([reference], timeout: TimeSpan.Zero).Ready);

        _time.Advance(TimeSpan.FromTicks(1));
        await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(reference));
        await _probe.WaitAsync();
    }

    [Fact]
    public async Task Timeout_TaskThatWaitsForResources_NeverRuns()
    {
        var held = Work.Tasks.Hold.Remote(_probe);
        await _probe.ArrivedAsync();
        var never = Probe.Create();
        var waiting = Work.Tasks.Hold.Options(new() { Timeout = s_minute }).Remote(never);
        _time.Advance(s_minute);
        await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(waiting));
        _probe.Open();
        await Soon(held);
        await Soon(Work.Tasks.Square.Remote(1));
        Assert.Equal(0, never.Arrivals);
    }

    [Fact]
    public async Task Timeout_EndedInTime_HasNoEffect()
    {
        var reference = Work.Tasks.Square.Options(new() { Timeout = s_minute }).Remote(2);
        Assert.Equal(4, await Soon(reference));
        _time.Advance(s_minute);
        Assert.Equal(4, await Soon(reference));
    }

    public sealed class Embedded() : TaskTimeoutTests(new EmbeddedTestEngine());

    public sealed class Verified() : TaskTimeoutTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : TaskTimeoutTests(new LossyTestEngine(output));
}

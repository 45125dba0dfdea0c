namespace RayAkka.Conformance.Cancellation;

public abstract class TaskCancellationTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { NumCpus = 1 };

    [Fact]
    public async Task Cancel_RunningTask_FailsOnceAndItsTokenFires_ItsCpuComesBack()
    {
        var task = SleepWork.Tasks.Stay.Options(new() { MaxRetries = -1, RetryExceptions = true }).Remote(_probe);
        await _probe.ArrivedAsync();
        Ray.Cancel(task);
        Assert.Equal(CancellationReason.User, await ReasonAsync(task));
        await _probe.WaitAsync();
        Assert.Equal(9, await Soon(Work.Tasks.Square.Remote(3)));
        Assert.Equal(["User"], _probe.Notes);
        Assert.Equal(1, _probe.Arrivals);
    }

    [Fact]
    public async Task Cancel_WaitingForAPlace_NeverRunsAndAsksForNothing()
    {
        var held = Work.Tasks.Hold.Remote(_probe, 1);
        await _probe.ArrivedAsync();
        var never = Probe.Create();
        var waiting = Work.Tasks.Hold.Remote(never, 2);
        await Until.TrueAsync(() => Runtime.Scheduler.Waiting().Count == 1);
        Ray.Cancel(waiting);
        await ReasonAsync(waiting);
        Assert.Empty(Runtime.Scheduler.Waiting());
        _probe.Open();
        Assert.Equal(1, await Soon(held));
        Assert.Equal(9, await Soon(Work.Tasks.Square.Remote(3)));
        Assert.Equal(0, never.Arrivals);
    }

    [Fact]
    public async Task Cancel_WaitingForArguments_NeverRuns_AndFailsWhatWaitsForIt()
    {
        var held = Work.Tasks.Hold.Remote(_probe, 1);
        await _probe.ArrivedAsync();
        var waits = Work.Tasks.AddAsync.Remote(held, 1);
        var behind = Work.Tasks.AddAsync.Remote(waits, 1);
        Ray.Cancel(waits);
        await ReasonAsync(waits);
        await ReasonAsync(behind);
        _probe.Open();
        Assert.Equal(1, await Soon(held));
    }

    [Fact]
    public async Task Cancel_TaskThatCallsActorsThatCallOthers_EndsThemAll()
    {
        var (first, second) = (Sleeper.Remote(), Sleeper.Remote());
        var task = SleepWork.Tasks.StayAt.Remote(first, second, _probe);
        await _probe.ArrivedAsync();
        Ray.Cancel(task);
        await ReasonAsync(task);
        await _probe.WaitAsync();
        Assert.Equal(["User"], _probe.Notes);
        Assert.Equal((1, 2), (await Soon(first.Answer.Remote(1)), await Soon(second.Answer.Remote(2))));
    }

    [Fact]
    public async Task NodeLost_TheTokenOfTheNextAttemptIsAnother()
    {
        var spot = await AddSpotAsync();
        var task = SleepWork.Tasks.Stay.Options(new() { Resources = Spot(), MaxRetries = 1, Timeout = TimeSpan.FromMinutes(30) }).Remote(_probe);
        await _probe.ArrivedAsync();
        await AddSpotAsync();
        await KillNodeAsync(spot);
        await _probe.ArrivedAsync();
        Assert.DoesNotContain("User", _probe.Notes);
        Ray.Cancel(task);
        await ReasonAsync(task);
        await Until.TrueAsync(() => _probe.Notes.Contains("User"));
    }

    private static async Task<CancellationReason> ReasonAsync(ObjectRef call) =>
        (await Assert.ThrowsAsync<TaskCancelledException>(() => Soon(call))).Reason;

    public sealed class Embedded() : TaskCancellationTests(new EmbeddedTestEngine());

    public sealed class Verified() : TaskCancellationTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : TaskCancellationTests(new LossyTestEngine(output));
}

namespace RayAkka.Conformance.Tasks;

public abstract class TaskRetryTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    // Between the loss of a node and the start of the next, nothing has what the tasks ask for.
    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task NodeLost_RetriesLeft_RunsOnAnotherNode()
    {
        var first = await AddSpotAsync();
        var reference = Attempts.Tasks.StayUntil.Options(new() { Resources = Spot() }).Remote(_probe, 2);
        await _probe.ArrivedAsync();
        await KillNodeAsync(first);
        Assert.Empty(Ray.Wait([reference], timeout: TimeSpan.Zero).Ready);
        await AddSpotAsync();
        Assert.Equal(2, await Soon(reference));
    }

    [Fact]
    public async Task NodeLost_DefaultRetriesUsedUp_FailsWithNodeDied()
    {
        var reference = default(ObjectRef<int>);
        for (var attempt = 1; attempt <= 4; attempt++)
        {
            var node = await AddSpotAsync();
            reference ??= Attempts.Tasks.StayUntil.Options(new() { Resources = Spot() }).Remote(_probe, 100);
            await _probe.ArrivedAsync();
            await KillNodeAsync(node);
        }

        await Assert.ThrowsAsync<NodeDiedException>(() => Soon(reference!));
        Assert.Equal(4, _probe.Arrivals);
    }

    [Fact]
    public async Task NodeLost_NoRetries_FailsWithNodeDied()
    {
        var node = await AddSpotAsync();
        var reference = Attempts.Tasks.StayUntil.Options(new() { Resources = Spot(), MaxRetries = 0 }).Remote(_probe, 100);
        await _probe.ArrivedAsync();
        await KillNodeAsync(node);
        var error = await Assert.ThrowsAsync<NodeDiedException>(() => Soon(reference));
        Assert.Equal(node, error.NodeId);
    }

    [Fact]
    public async Task NodeLost_RunningTask_ItsTokenFires()
    {
        var node = await AddSpotAsync();
        _ = RefWork.Tasks.UntilCancelled.Options(new() { Resources = Spot(), MaxRetries = 0 }).Remote(_probe);
        await _probe.ArrivedAsync();
        await KillNodeAsync(node);
        await _probe.WaitAsync();
    }

    [Fact]
    public async Task NodeLost_ResultOfTheLostRunThatGoesOn_DoesNotCount()
    {
        var node = await AddSpotAsync();
        var reference = Work.Tasks.Hold.Options(new() { Resources = Spot() }).Remote(_probe, 1);
        await _probe.ArrivedAsync();
        await KillNodeAsync(node);
        _probe.Open();
        await Soon(Work.Tasks.Square.Remote(1));
        Assert.Empty(Ray.Wait([reference], timeout: TimeSpan.Zero).Ready);
        await AddSpotAsync();
        Assert.Equal(1, await Soon(reference));
        Assert.Equal(2, _probe.Arrivals);
    }

    [Fact]
    public async Task RetryExceptions_True_RunsAgainUntilItSucceeds()
    {
        Assert.Equal(3, await Soon(Attempts.Tasks.SucceedAt.Options(new() { RetryExceptions = true }).Remote(_probe, 3)));
        var asynchronous = Probe.Create();
        Assert.Equal(3, await Soon(Attempts.Tasks.SucceedAtAsync.Options(new() { RetryExceptions = true }).Remote(asynchronous, 3)));
        Assert.Equal((3, 3), (_probe.Arrivals, asynchronous.Arrivals));
    }

    [Fact]
    public async Task RetryExceptions_NotSet_RunsOnce()
    {
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(Attempts.Tasks.SucceedAt.Remote(_probe, 3)));
        Assert.Equal(1, _probe.Arrivals);
    }

    [Fact]
    public async Task RetryExceptions_RetriesUsedUp_TheLastExceptionSurfaces()
    {
        var reference = Attempts.Tasks.SucceedAt.Options(new() { RetryExceptions = true, MaxRetries = 2 }).Remote(_probe, 100);
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(reference));
        Assert.Equal("attempt 3", error.InnerException!.Message);
        Assert.Equal(3, _probe.Arrivals);
    }

    [Fact]
    public async Task RetryExceptions_Types_OnlyThoseAreRetried()
    {
        var matching = RetryExceptions.Of(typeof(SystemException));
        Assert.Equal(2, await Soon(Attempts.Tasks.SucceedAt.Options(new() { RetryExceptions = matching }).Remote(_probe, 2)));

        var other = Probe.Create();
        var reference = Attempts.Tasks.SucceedAt.Options(new() { RetryExceptions = RetryExceptions.Of(typeof(IOException)) }).Remote(other, 2);
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(reference));
        Assert.Equal(1, other.Arrivals);
    }

    [Fact]
    public async Task RetryExceptions_ArgumentChangedByTheFailedRun_IsAsSubmittedInTheNext()
    {
        var reference = Attempts.Tasks.ChangeAndFail.Options(new() { RetryExceptions = true }).Remote(_probe, [7]);
        Assert.Equal(2, await Soon(reference));
    }

    public sealed class Embedded() : TaskRetryTests(new EmbeddedTestEngine());

    public sealed class Verified() : TaskRetryTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : TaskRetryTests(new LossyTestEngine(output));
}

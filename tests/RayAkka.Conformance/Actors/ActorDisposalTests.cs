using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Actors;

public abstract class ActorDisposalTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task AwaitUsing_HandleGivenUp_DisposesBehindTheSubmittedCalls()
    {
        ObjectRef<int> last;
        await using (var resource = Resource.Remote(_probe))
            last = resource.Answer.Remote(3);
        Assert.Equal(["disposed"], _probe.Notes);
        Assert.Equal(3, await Soon(last));
    }

    [Fact]
    public async Task AwaitUsing_AsyncDisposal_CompletesBehindIt()
    {
        var resource = AsyncResource.Remote(_probe);
        var gone = ((IAsyncDisposable)resource).DisposeAsync().AsTask();
        await _probe.ArrivedAsync();
        Assert.False(gone.IsCompleted);
        _probe.Open();
        await gone.WaitAsync(Limit);
        Assert.Equal(["begun", "disposed"], _probe.Notes);
        Assert.Equal(ActorState.Dead, Ray.StateOf(resource));
    }

    [Fact]
    public async Task AwaitUsing_CallsAfterwards_FailAsDead()
    {
        var resource = Resource.Remote(_probe);
        await ((IAsyncDisposable)resource).DisposeAsync().AsTask().WaitAsync(Limit);
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(resource.Answer.Remote(1)));
        Assert.Equal(ActorDeathCause.OutOfScope, error.Cause);
    }

    [Fact]
    public async Task ExitActor_Disposes()
    {
        var resource = Resource.Remote(_probe);
        var exit = resource.Exit.Remote();
        var queued = resource.Answer.Remote(1);
        Assert.Equal(ActorDeathCause.Exited, (await Assert.ThrowsAsync<ActorDiedException>(() => Soon(exit))).Cause);
        Assert.Equal(ActorDeathCause.Exited, (await Assert.ThrowsAsync<ActorDiedException>(() => Soon(queued))).Cause);
        await _probe.ArrivedAsync();
        Assert.Equal(["disposed"], _probe.Notes);
    }

    [Fact]
    public async Task Shutdown_DisposesEveryActor()
    {
        var resources = Enumerable.Range(0, 5).Select(_ => Resource.Remote(_probe)).ToArray();
        await Soon(resources.Select(resource => resource.Answer.Remote(1)));
        await Ray.ShutdownAsync().WaitAsync(Limit);
        Assert.Equal(5, _probe.Notes.Count);
        GC.KeepAlive(resources);
    }

    [Fact]
    public async Task Kill_DoesNotDispose()
    {
        var resource = Resource.Remote(_probe);
        await Soon(resource.Answer.Remote(1));
        Ray.Kill(resource);
        await Until.TrueAsync(() => Runtime.Hosts.All(host => host.CellCount == 0));
        Assert.Empty(_probe.Notes);
    }

    [Fact]
    public async Task Crash_DoesNotDispose()
    {
        var resource = Resource.Options(new() { RestartOn = [typeof(InvalidOperationException)] }).Remote(_probe);
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(resource.Throw.Remote()));
        Assert.Equal(ActorDeathCause.WorkerCrashed, error.Cause);
        await Until.TrueAsync(() => Runtime.Hosts.All(host => host.CellCount == 0));
        Assert.Empty(_probe.Notes);
    }

    [Fact]
    public async Task AwaitUsing_NodeWasLost_CompletesWithoutDisposal()
    {
        var node = await AddSpotAsync();
        var resource = Resource.Options(new() { Resources = Spot() }).Remote(_probe);
        await Soon(resource.Answer.Remote(1));
        await KillNodeAsync(node);
        await ((IAsyncDisposable)resource).DisposeAsync().AsTask().WaitAsync(Limit);
        Assert.Empty(_probe.Notes);
    }

    [Fact]
    public async Task FailingCall_DoesNotDispose()
    {
        var resource = AsyncResource.Remote(_probe);
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(resource.Throw.Remote()));
        Assert.Equal(2, await Soon(resource.Answer.Remote(2)));
        Assert.Empty(_probe.Notes);
        _probe.Open();
    }

    [Fact]
    public async Task Disposal_LongerThanTheLimit_IsNotWaitedFor()
    {
        var time = new ManualTimeProvider();
        await RestartAsync(Options with { TimeProvider = time, GracefulShutdownTimeout = TimeSpan.FromSeconds(3) });
        var resource = AsyncResource.Options(new() { NumCpus = 1 }).Remote(_probe);
        var gone = ((IAsyncDisposable)resource).DisposeAsync().AsTask();
        await _probe.ArrivedAsync();
        Assert.Equal(3, FreeCpus());
        time.Advance(TimeSpan.FromSeconds(3));
        await gone.WaitAsync(Limit);
        await Until.TrueAsync(() => FreeCpus() == 4);
        _probe.Open();
    }

    [Fact]
    public async Task Shutdown_DisposalThatNeverEnds_EndsAfterTheLimit()
    {
        var time = new ManualTimeProvider();
        await RestartAsync(Options with { TimeProvider = time, GracefulShutdownTimeout = TimeSpan.FromSeconds(3) });
        var resource = AsyncResource.Remote(_probe);
        await Soon(resource.Answer.Remote(1));
        var shutdown = Ray.ShutdownAsync();
        await _probe.ArrivedAsync();
        Assert.False(shutdown.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        await shutdown.WaitAsync(Limit);
        _probe.Open();
        GC.KeepAlive(resource);
    }

    public sealed class Embedded() : ActorDisposalTests(new EmbeddedTestEngine());

    public sealed class Verified() : ActorDisposalTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ActorDisposalTests(new LossyTestEngine(output));
}

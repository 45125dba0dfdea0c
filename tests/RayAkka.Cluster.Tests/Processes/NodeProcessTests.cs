using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Cluster.Tests.Processes.Samples;
using RayAkka.Cluster.Tests.Processes.Support;

namespace RayAkka.Cluster.Tests.Processes;

/// <summary>Node processes that crash or are told to end, while a driver uses them.</summary>
public sealed class NodeProcessTests(TestCluster cluster) : IClassFixture<TestCluster>, IAsyncLifetime
{
    private static readonly CallOptions s_untilAnswered = new() { MaxTaskRetries = -1 };

    private ActorHandle<Witness> _witness = null!;

    public Task InitializeAsync()
    {
        Ray.Init(new RayOptions { LoggerFactory = NullLoggerFactory.Instance }.UseAkkaCluster(ProcessCluster.Hocon("driver.conf"), [.. cluster.Overrides]));
        _witness = Witness.Options(On("main")).Remote();
        return Task.CompletedTask;
    }

    public Task DisposeAsync() => Ray.ShutdownAsync().WaitAsync(NodeProcess.Limit);

    [Fact]
    public async Task Crash_CallsInFlight_FailAndRestartsAndRetriesGoElsewhere()
    {
        var doomed = await cluster.StartAsync("spot");
        var mortal = Laborer.Options(On("spot")).Remote(_witness);
        var reborn = Laborer.Options(On("spot") with { MaxRestarts = 1 }).Remote(_witness);
        Assert.Equal(doomed.Id, await Soon(mortal.ProcessId.Remote()));
        var lost = mortal.Hold.Remote();
        var unavailable = reborn.Hold.Remote();
        var task = Labor.Tasks.Hold.Options(new TaskOptions { Resources = { ["spot"] = 1 } }).Remote(_witness);
        await Soon(_witness.Arrived.Remote(3));
        var refuge = await cluster.StartAsync("spot");

        await doomed.CrashAsync();

        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(lost));
        await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(unavailable));

        // The task starts again at the refuge; its call is known to the witness, which answers it when it answers the one before.
        await Soon(_witness.Open.Remote());
        Assert.Equal(refuge.Id, await Soon(task));
        Assert.Equal(refuge.Id, await Soon(reborn.ProcessId.Options(s_untilAnswered).Remote()));
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(mortal.Work.Remote()));
    }

    [Fact]
    public async Task Terminate_WithCallsInFlight_DrainsAndExitsWithZero()
    {
        var leaving = await cluster.StartAsync("seat");
        var ends = Laborer.Options(On("seat")).Remote(_witness);
        var moves = Laborer.Options(On("seat") with { MaxRestarts = 1 }).Remote(_witness);
        var calls = new[] { ends, moves }.Select(actor => actor.Hold.Remote()).ToArray();
        var queued = Enumerable.Range(0, 50).Select(i => (i % 2 == 0 ? ends : moves).Work.Remote()).ToArray();
        var task = Labor.Tasks.Hold.Options(new TaskOptions { Resources = { ["seat"] = 1 }, MaxRetries = 0 }).Remote(_witness);
        await Soon(_witness.Arrived.Remote(3));
        var refuge = await cluster.StartAsync("seat");

        leaving.Terminate();
        await Soon(_witness.Open.Remote());

        Assert.Equal(leaving.Id, await Soon(task));
        Assert.All(await Ray.GetAsync(calls, NodeProcess.Limit), done => Assert.Equal(1, done));
        Assert.Equal(Enumerable.Range(0, 50).Select(i => 2 + (i / 2)), await Ray.GetAsync(queued, NodeProcess.Limit));
        Assert.Equal(0, await leaving.ExitAsync());
        Assert.Equal(refuge.Id, await Soon(moves.ProcessId.Options(s_untilAnswered).Remote()));
        var died = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(ends.Work.Remote()));
        Assert.Contains("node", died.Message, StringComparison.Ordinal);
    }

    private static ActorOptions On(string resource) => new() { Resources = { [resource] = 1 } };

    private static Task<T> Soon<T>(ObjectRef<T> reference) => reference.AsTask().WaitAsync(NodeProcess.Limit);

    private static Task Soon(ObjectRef reference) => reference.AsTask().WaitAsync(NodeProcess.Limit);
}

using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Cluster.Tests.Processes.Samples;
using RayAkka.Cluster.Tests.Processes.Support;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Processes;

/// <summary>A detached actor whose processes are killed one after the other: its driver's, that of the node that runs its life, its own.</summary>
public sealed class DetachedProcessTests(TestCluster cluster) : IClassFixture<TestCluster>, IAsyncLifetime
{
    private static readonly CallOptions s_untilAnswered = new() { MaxTaskRetries = -1 };

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => Ray.ShutdownAsync().WaitAsync(NodeProcess.Limit);

    [Fact]
    public async Task Crash_DriverThenOwnerThenHome_TheActorIsFoundAndGoesOn()
    {
        var home = await cluster.StartAsync("spot");
        await using var maker = cluster.StartMaker("tally", "spot");
        await maker.WroteAsync(NodeEntry.Made);
        await maker.CrashAsync();

        Ray.Init(new RayOptions { LoggerFactory = NullLoggerFactory.Instance, Namespace = "shared" }
            .UseAkkaCluster(ProcessCluster.Hocon("driver.conf"), [.. cluster.Overrides]));
        var found = Ray.GetActor<Tally>("tally");
        Assert.Equal(102, await Soon(found.Add.Remote(1)));
        Assert.Equal(home.Id, await Soon(found.ProcessId.Remote()));
        var refuge = await cluster.StartAsync("spot");
        await cluster.StartAsync("majority");

        // Home is the next to keep the books.
        await cluster.Head.CrashAsync();
        Assert.Equal(103, await Soon(Ray.GetActor<Tally>("tally").Add.Remote(1)));
        await Until.TrueAsync(() => Ray.Actors() is [{ State: ActorState.Alive, Restarts: 0 }]);

        await home.CrashAsync();
        Assert.Equal(refuge.Id, await Soon(found.ProcessId.Options(s_untilAnswered).Remote()));
        Assert.Equal(101, await Soon(Ray.GetActor<Tally>("tally").Add.Remote(1)));
        Assert.Equal((1, null), Ray.Actors() is [var info] ? (info.Restarts, info.Cause) : default);
    }

    private static Task<T> Soon<T>(ObjectRef<T> reference) => reference.AsTask().WaitAsync(NodeProcess.Limit);
}

using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>The end of a driver whose cluster is not whole any more.</summary>
public sealed class ShutdownTests : ClusterTests
{
    private readonly Probe _life = Probe.Create();

    // A shutdown that waits for it is one that the test does not wait for.
    protected override RayOptions Options => base.Options with { GracefulShutdownTimeout = TimeSpan.FromMinutes(10) };

    [Fact]
    public async Task Shutdown_ActorOnANodeThatDiedJustNow_WaitsOnlyForTheLiving()
    {
        var lost = Station.Options(On("b")).Remote(_life);
        var living = Station.Options(On("a")).Remote(_life);
        await Soon(lost.Node.Remote());
        await Soon(living.Node.Remote());

        // Nobody is told: it is for the failure detector to notice, later.
        await MemberOf(B).Engine.CrashAsync().WaitAsync(Limit);
        await Ray.ShutdownAsync().WaitAsync(Limit);

        // Before the failure detector was sure.
        Assert.Contains(Journal.Lines, line => line.Contains($"Node {B.NodeId} is gone: it takes no connections any more", StringComparison.Ordinal));
        Assert.Equal(1, _life.Arrivals);
    }
}

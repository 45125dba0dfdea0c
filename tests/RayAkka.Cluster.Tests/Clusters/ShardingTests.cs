using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>What Akka's coordinator has to do with actors: nothing.</summary>
public sealed class ShardingTests : ClusterTests
{
    [Fact]
    public async Task Remote_TwoHundredActorsOnThreeNodes_AllocatesNoBucketMoreThanTheNodesHave()
    {
        const int expected = 3 * WatchedEngine.Buckets;
        Assert.Equal(expected, Allocations());
        var life = Probe.Create();
        var actors = Enumerable.Range(0, 200).Select(i => Station.Options(On("abc"[i % 3].ToString())).Remote(life)).ToArray();

        var nodes = await Soon(actors.Select(actor => actor.Node.Remote()));

        Assert.Equal([A.NodeId, B.NodeId, C.NodeId], nodes.Take(3));
        Assert.Equal(expected, Allocations());
        GC.KeepAlive(actors);
    }

    private long Allocations() => Engine.Members.Values.Sum(member => member.Engine.Node.Regions.Allocations.Sum(allocation => allocation.Allocations));
}

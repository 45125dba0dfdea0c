using RayAkka.Actors;
using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Cluster.Tests.Support;
using RayAkka.Conformance.Support;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>What a process makes of the news of an actor that another one owns.</summary>
public sealed class BorrowedActorTests : ClusterTests
{
    [Fact]
    public async Task OnNews_OfANodeThatIsNotMetYet_GoesThereOnceItIsMet()
    {
        var life = Probe.Create();
        var target = Station.Options(On("a")).Remote(life);
        var caller = Station.Options(On("b")).Remote(life);
        await Soon(caller.Befriend.Remote(target));
        Assert.Equal(A.NodeId, await Soon(caller.NodeOfFriend.Remote()));
        var runtime = MemberOf(B).Runtime;
        var known = runtime.Actors.FindBorrowed(await Soon(target.Id.Remote()))!;
        var newcomer = TestNode.NewHello();

        // The owner tells it once, maybe before the greeting of the new node has come.
        known.OnNews(new ActorNews(known.Id, 1000, ActorState.Alive, 1, newcomer.Node, null, null));
        Assert.True(known.Node.IsNil);
        runtime.Peers.Add(newcomer);

        await Until.TrueAsync(() => known.Node == newcomer.Node);
        runtime.OnNodeDown(newcomer.Node, "it was none");
    }
}

using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Conformance.Samples;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters;

/// <summary>Placement groups when nodes are gone: a is the oldest and keeps the books.</summary>
public sealed class GroupTests : ClusterTests
{
    protected override IReadOnlyList<NodeOptions> Layout => [Place("a", gpus: 2), Place("b", gpus: 2), Place("c", gpus: 2)];

    [Fact]
    public async Task KillNode_TheHead_GroupsAndWhatLivesInThemGoOn()
    {
        var group = Ray.PlacementGroup([On("b", gpus: 1), On("c", gpus: 1)], PlacementStrategy.StrictSpread, name: "both");
        var waiting = Ray.PlacementGroup([On("d", gpus: 1)], name: "later");
        var actors = Enumerable.Range(0, 2).Select(bundle => Settler.Options(In(group, bundle)).Remote()).ToArray();
        var before = await Soon(actors.Select(actor => actor.Where.Remote()));
        Assert.Equal([B.NodeId, C.NodeId], before.Select(spot => spot.Node));

        await KillAsync(A);

        var after = await Soon(actors.Select(actor => actor.Where.Remote()));
        Assert.Equal(before.Select(spot => (spot.Node, spot.Gpus[0])), after.Select(spot => (spot.Node, spot.Gpus[0])));
        Assert.Equal(group, Ray.GetPlacementGroup("both"));
        var info = Ray.PlacementGroups().Single(known => known.Id == group.Id);
        Assert.Equal(PlacementGroupState.Created, info.State);
        Assert.Equal([B.NodeId, C.NodeId], info.Bundles.Select(bundle => bundle.NodeId!.Value));
        Assert.Equal(2, Ray.AvailableResources()["GPU"]);
        await Cluster.AddNodeAsync(Place("d", gpus: 1));
        Assert.True(await waiting.WaitAsync(Limit));

        group.Remove();
        Assert.IsType<ActorDiedException>(await Outcome(actors[0].Where.Remote()));
        await Until.TrueAsync(() => Ray.AvailableResources()["GPU"] == 4, "The GPUs of the removed group are not free again.");
    }

    [Fact]
    public async Task KillNode_TheHeadWithABundle_TheBundleFindsAnotherNode()
    {
        var group = Ray.PlacementGroup([new() { NumGpus = 1 }, new() { NumGpus = 1 }, new() { NumGpus = 1 }], PlacementStrategy.Spread);
        Assert.True(await group.WaitAsync(Limit));
        Assert.Contains(A.NodeId, NodesOf(group));

        await KillAsync(A);

        await Until.TrueAsync(() => group.State == PlacementGroupState.Created && !NodesOf(group).Contains(A.NodeId), "The bundle has no other place.");
        Assert.Equal(1, Ray.AvailableResources()["GPU"]);
    }

    private static NodeId?[] NodesOf(PlacementGroup group) =>
        [.. Ray.PlacementGroups().Single(known => known.Id == group.Id).Bundles.Select(bundle => bundle.NodeId)];

    private static Bundle On(string place, double gpus) => new() { NumGpus = gpus, Resources = { [place] = 1 } };

    private static ActorOptions In(PlacementGroup group, int bundle) =>
        new() { NumCpus = 0, NumGpus = 1, SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, bundle) };
}

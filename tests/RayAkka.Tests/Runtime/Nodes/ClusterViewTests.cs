using RayAkka.Testing;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Nodes;

public sealed class ClusterViewTests : ClusterTest
{
    protected override NodeOptions Head => new() { NumCpus = 2, Memory = 1000, Labels = { ["zone"] = "a" } };

    [Fact]
    public async Task ClusterResources_NodesComeAndGo_AddUpTheLivingOnes()
    {
        Assert.Equal(2, Ray.ClusterResources()["CPU"]);

        var added = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 4, NumGpus = 2, Memory = 500, Resources = { ["tpu"] = 3 } });
        Assert.Equal(6, Ray.ClusterResources()["CPU"]);
        Assert.Equal(2, Ray.ClusterResources()["GPU"]);
        Assert.Equal(1500, Ray.ClusterResources()["memory"]);
        Assert.Equal(3, Ray.ClusterResources()["tpu"]);

        var removed = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 1, Memory = 1 });
        await Cluster.KillNodeAsync(added);
        await Cluster.RemoveNodeAsync(removed);
        Assert.Equal(2, Ray.ClusterResources()["CPU"]);
        Assert.False(Ray.ClusterResources().ContainsKey("tpu"));
    }

    [Fact]
    public async Task AvailableResources_WhileWorkRuns_LackWhatItHolds()
    {
        var latch = new Latch();
        var task = Functions.Tasks.Block.Options(new TaskOptions { NumCpus = 1.5, Memory = 100 }).Remote(latch.Number);
        await latch.Arrivals();
        Assert.Equal(0.5, Ray.AvailableResources()["CPU"]);
        Assert.Equal(900, Ray.AvailableResources()["memory"]);

        latch.Open();
        await task;

        await Eventually.Holds(() => Ray.AvailableResources()["CPU"] == 2 && Ray.AvailableResources()["memory"] == 1000, "all is free again");
    }

    [Fact]
    public async Task AvailableResources_AKindThatIsUsedUp_StaysAtZero()
    {
        var latch = new Latch();
        var task = Functions.Tasks.Block.Options(new TaskOptions { NumCpus = 2 }).Remote(latch.Number);
        await latch.Arrivals();

        Assert.Equal(0, Ray.AvailableResources()["CPU"]);

        latch.Open();
        await task;
    }

    [Fact]
    public async Task Nodes_AfterAKill_ListTheLivingFirstAndTheLostAsNotAlive()
    {
        var killed = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8, Labels = { ["zone"] = "b" } });
        Assert.Equal([true, true], Ray.Nodes().Select(node => node.IsAlive));

        await Cluster.KillNodeAsync(killed);

        var nodes = Ray.Nodes();
        Assert.Equal([true, false], nodes.Select(node => node.IsAlive));
        Assert.Equal("a", nodes[0].Labels["zone"]);
        Assert.Equal(2, nodes[0].Available["CPU"]);
        Assert.Equal(killed.NodeId, nodes[1].NodeId);
        Assert.Equal(8, nodes[1].Resources["CPU"]);
        Assert.Empty(nodes[1].Available);
    }

    [Fact]
    public async Task Tasks_OfGrowingNumber_PackTheFirstNodeToHalfThenSpread()
    {
        var second = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 2, Memory = 1000 });
        var latch = new Latch();
        var places = new List<ObjectRef<NodeId>>();
        for (var i = 0; i < 4; i++)
        {
            places.Add(WhereTasks.Tasks.NodeAndBlock.Remote(latch.Number));
            await latch.Arrivals();
        }

        latch.Open();

        var head = Ray.Nodes()[0].NodeId;
        Assert.Equal([head, second.NodeId, head, second.NodeId], await Ray.GetAsync(places));
    }

    [Fact]
    public async Task Actors_WithoutExplicitCpus_HoldNoneOnceTheyRun()
    {
        var actors = Enumerable.Range(0, 10).Select(_ => Where.Remote()).ToArray();

        var places = await Ray.GetAsync(actors.Select(actor => actor.Node.Remote()));

        Assert.All(places, place => Assert.Equal(Ray.Nodes()[0].NodeId, place));
        Assert.Equal(2, Ray.AvailableResources()["CPU"]);
    }

    [Fact]
    public async Task Actor_WithoutExplicitCpus_NeedsOneFreeToBePlaced()
    {
        var latch = new Latch();
        var busy = Functions.Tasks.Block.Options(new TaskOptions { NumCpus = 2 }).Remote(latch.Number);
        await latch.Arrivals();
        var actor = Where.Remote();
        var call = actor.Node.Remote();
        Assert.Equal(ActorState.PendingCreation, Ray.StateOf(actor));

        latch.Open();

        Assert.Equal(Ray.Nodes()[0].NodeId, await call);
        await busy;
    }

    [Fact]
    public async Task Labels_OfARequest_ChooseTheNode()
    {
        var second = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 2, Labels = { ["zone"] = "b" } });

        var task = await WhereTasks.Tasks.Node.Options(new TaskOptions { Labels = { ["zone"] = "b" } }).Remote();
        var actor = Where.Options(new ActorOptions { Labels = { ["zone"] = "b" } }).Remote();

        Assert.Equal(second.NodeId, task);
        Assert.Equal(second.NodeId, await actor.Node.Remote());
    }

    [Fact]
    public void Labels_ThatNoNodeHas_FailAtTheCall()
    {
        var error = Assert.Throws<TaskUnschedulableException>(
            () => WhereTasks.Tasks.Node.Options(new TaskOptions { Labels = { ["zone"] = "c" } }).Remote());

        Assert.Contains("zone", error.Message, StringComparison.Ordinal);
    }
}

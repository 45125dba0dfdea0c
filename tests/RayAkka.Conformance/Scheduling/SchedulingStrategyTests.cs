using RayAkka.Conformance.Samples;

namespace RayAkka.Conformance.Scheduling;

public abstract class SchedulingStrategyTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task NodeAffinity_ToANode_RunsThereAndWaitsWhileItIsBusy()
    {
        var node = await AddSpotAsync(cpus: 1);
        var there = new TaskOptions { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node) };
        var running = Work.Tasks.Hold.Options(there).Remote(_probe);
        await _probe.ArrivedAsync();
        var waiting = Work.Tasks.WhereAmI.Options(there).Remote();
        var soft = Work.Tasks.WhereAmI.Options(new() { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node, soft: true) }).Remote();
        await Soon(Work.Tasks.Square.Remote(1));
        Assert.False(waiting.IsCompleted || soft.IsCompleted);
        _probe.Open();

        Assert.Equal(node, await Soon(waiting));
        Assert.Equal(node, await Soon(soft));
        Assert.Equal(node, (await Soon(Settler.Options(new() { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node) }).Remote().Where.Remote())).Node);
        await Soon(running);
    }

    [Fact]
    public async Task NodeAffinity_ToANodeThatIsGone_FailsOrIfSoftGoesElsewhere()
    {
        var node = await AddSpotAsync();
        await Soon(Work.Tasks.WhereAmI.Options(new() { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node) }).Remote());
        await KillNodeAsync(node);
        await Until.TrueAsync(() => Ray.Nodes().All(other => other.NodeId != node || !other.IsAlive));

        var hard = Assert.ThrowsAny<RayException>(() => Ray.Get(Work.Tasks.WhereAmI.Options(new() { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node) }).Remote(), Limit));
        Assert.IsType<TaskUnschedulableException>(hard);
        Assert.Contains(node.ToString(), hard.Message, StringComparison.Ordinal);
        Assert.NotEqual(node, await Soon(Work.Tasks.WhereAmI.Options(new() { SchedulingStrategy = SchedulingStrategy.NodeAffinity(node, soft: true) }).Remote()));
        Assert.Throws<ArgumentException>(() => SchedulingStrategy.NodeAffinity(default));
    }

    [Fact]
    public async Task Spread_OfActors_UsesEveryNode()
    {
        NodeId[] nodes = [Ray.Nodes()[0].NodeId, await AddSpotAsync(), await AddSpotAsync()];
        var actors = Enumerable.Range(0, 6).Select(_ => Settler.Options(new() { SchedulingStrategy = SchedulingStrategy.Spread }).Remote()).ToArray();
        var spots = await Soon(actors.Select(actor => actor.Where.Remote()));
        Assert.Equal(nodes.ToHashSet(), spots.Select(spot => spot.Node).ToHashSet());
        Assert.All(spots.GroupBy(spot => spot.Node), same => Assert.Equal(2, same.Count()));
    }

    [Fact]
    public async Task Labels_OfEveryForm_ChooseTheNode()
    {
        var a = await AddLabelledAsync("a", "A100");
        var b = await AddLabelledAsync("b", "H100");

        Assert.Equal(a, await WhereAsync(new() { Labels = { ["zone"] = "a" } }));
        Assert.Equal(b, await WhereAsync(new() { Labels = { ["zone"] = "in(b, c)" } }));
        Assert.Equal(b, await WhereAsync(new() { Labels = { ["zone"] = LabelSelector.Exists, ["ray.io/node-id"] = $"!{a}" } }));
        Assert.Equal(Ray.Nodes()[0].NodeId, await WhereAsync(new() { Labels = { ["zone"] = "!in(a, b)" } }));
        Assert.Equal(Ray.Nodes()[0].NodeId, await WhereAsync(new() { Labels = { ["zone"] = LabelSelector.DoesNotExist } }));
        Assert.Equal(b, await WhereAsync(new() { AcceleratorType = "H100" }));
        Assert.Equal(a, (await Soon(Settling.Tasks.WhereAreA100.Remote())).Node);
        Assert.Equal(b, (await Soon(Settler.Options(new() { AcceleratorType = "H100" }).Remote().Where.Remote())).Node);
        var group = Ray.PlacementGroup([new() { NumCpus = 1, Labels = { ["zone"] = "!a" }, AcceleratorType = "H100" }]);
        Assert.Equal(b, await WhereAsync(new() { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group) }));
        Assert.Throws<ArgumentException>(() => new TaskOptions { Labels = { ["zone"] = "in(" } });
        Assert.Equal("b", Ray.Nodes().Single(node => node.NodeId == b).Labels["zone"]);
    }

    private static async Task<NodeId> WhereAsync(TaskOptions options) => await Soon(Work.Tasks.WhereAmI.Options(options).Remote());

    private static async Task<NodeId> AddLabelledAsync(string zone, string accelerator) => await Runtime.AddNodeAsync(
        new NodeOptions { NumCpus = 4, NumGpus = 0, Labels = { ["zone"] = zone, ["ray.io/accelerator-type"] = accelerator } });

    public sealed class Embedded() : SchedulingStrategyTests(new EmbeddedTestEngine());

    public sealed class Verified() : SchedulingStrategyTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : SchedulingStrategyTests(new LossyTestEngine(output));
}

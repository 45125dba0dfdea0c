using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class StrategyTests : IDisposable
{
    private readonly SchedulerFixture _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void Spread_OfEqualRequests_TakesTheNodesInTurn()
    {
        NodeId[] nodes = [_cluster.AddNode(cpu: 4), _cluster.AddNode(cpu: 4), _cluster.AddNode(cpu: 4)];

        var taken = Enumerable.Range(0, 6).Select(_ => _cluster.Submit(Cpu(PlacementRule.Spread)).Node).ToArray();

        Assert.Equal([.. nodes, .. nodes], taken);
    }

    [Fact]
    public void Spread_WithOneNodeFull_PassesItOver()
    {
        var full = _cluster.AddNode(cpu: 1);
        var free = _cluster.AddNode(cpu: 4);
        _cluster.Submit(Cpu(PlacementRule.Affinity(full, isSoft: false)));

        Assert.Equal([free, free], Enumerable.Range(0, 2).Select(_ => _cluster.Submit(Cpu(PlacementRule.Spread)).Node));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Affinity_ToABusyNode_WaitsForIt(bool soft)
    {
        _cluster.AddNode(cpu: 8);
        var wanted = _cluster.AddNode(cpu: 1);
        var first = _cluster.Submit(Cpu(PlacementRule.Affinity(wanted, soft)));
        var second = _cluster.Submit(Cpu(PlacementRule.Affinity(wanted, soft)));

        Assert.Equal((wanted, false), (first.Node, second.IsGranted));
        _cluster.Release(first);
        Assert.Equal(wanted, second.Node);
    }

    [Fact]
    public void Affinity_HardToANodeThatIsGone_FailsAndNamesIt()
    {
        _cluster.AddNode(cpu: 8);
        var wanted = _cluster.AddNode(cpu: 1);
        var running = _cluster.Submit(Cpu(PlacementRule.Affinity(wanted, isSoft: false)));
        var waiting = _cluster.Submit(Cpu(PlacementRule.Affinity(wanted, isSoft: false)));
        _cluster.Scheduler.RemoveNode(wanted);
        _cluster.Release(running);

        Assert.Empty(waiting.Unschedulable);
        _cluster.Time.Advance(_cluster.UnschedulableAfter);
        Assert.Equal([$"needs the node {wanted}; it is not in the cluster"], waiting.Unschedulable);
    }

    [Fact]
    public void Affinity_SoftToANodeThatIsGoneOrTooSmall_GoesElsewhere()
    {
        var other = _cluster.AddNode(cpu: 8);
        var small = _cluster.AddNode(cpu: 1);

        Assert.Equal(other, _cluster.Submit(SchedulerFixture.Shape(SchedulerFixture.Set(cpu: 2), PlacementRule.Affinity(small, isSoft: true))).Node);
        Assert.Equal(other, _cluster.Submit(Cpu(PlacementRule.Affinity(new NodeId(9, 9), isSoft: true))).Node);
    }

    [Fact]
    public void Labels_OfEveryForm_ChooseAmongTheNodes()
    {
        var a = _cluster.AddNode(cpu: 8, labels: ("zone", "a"));
        var b = _cluster.AddNode(cpu: 8, labels: ("zone", "b"));
        var bare = _cluster.AddNode(cpu: 8);

        Assert.Equal(b, Where("in(b, c)"));
        Assert.Equal(a, Where("!in(b, c)", ("ray.io/node-id", $"in({a}, {b})")));
        Assert.Equal(bare, Where("!exists()"));
        Assert.Equal(b, Where("exists()", ("ray.io/node-id", $"!{a}")));
        Assert.Equal(bare, _cluster.Submit(SchedulerFixture.Shape(cpu: 1, labels: ("ray.io/node-id", bare.ToString()))).Node);

        NodeId Where(string zone, params (string, string)[] more) => _cluster.Submit(SchedulerFixture.Shape(cpu: 1, labels: [("zone", zone), .. more])).Node;
    }

    [Fact]
    public void Demand_OfWhatWaits_NamesWhatIsMissing()
    {
        var node = _cluster.AddNode(cpu: 4, gpu: 2);
        _cluster.Submit(cpu: 3);
        _cluster.Submit(cpu: 2);
        _cluster.Submit(cpu: 2);
        _cluster.Submit(gpu: 3);
        _cluster.Submit(Cpu(PlacementRule.Affinity(new NodeId(9, 9), isSoft: false)));

        var demand = _cluster.Scheduler.Demand();

        Assert.Equal(["2 CPU", "3 GPU", "1 CPU"], demand.Select(each => each.Request));
        Assert.Equal([2, 1, 1], demand.Select(each => each.Count));
        Assert.Equal([false, true, true], demand.Select(each => each.IsInfeasible));
        Assert.Equal("waits for 2 CPU on one node; at most 1 is free", demand[0].WaitsFor);
        Assert.Equal("needs 3 GPU; the cluster has 2", demand[1].WaitsFor);
        Assert.Equal(2, demand[0].Resources["CPU"]);
        _cluster.Scheduler.RemoveNode(node);
        Assert.Equal("needs 2 CPU; the cluster has 0", _cluster.Scheduler.Demand()[0].WaitsFor);
    }

    private static ResourceShape Cpu(PlacementRule rule) => SchedulerFixture.Shape(SchedulerFixture.Set(cpu: 1), rule);
}

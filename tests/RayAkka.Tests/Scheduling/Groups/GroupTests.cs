using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling.Groups;

public sealed class GroupTests : IDisposable
{
    private readonly GroupFixture _cluster = new();

    private static ResourceShape Cpu1 => SchedulerFixture.Shape(cpu: 1);

    private static ResourceShape Gpu1 => SchedulerFixture.Shape(gpu: 1);

    public void Dispose() => _cluster.Dispose();

    [Theory]
    [InlineData(PlacementStrategy.Pack, 1)]
    [InlineData(PlacementStrategy.StrictPack, 1)]
    [InlineData(PlacementStrategy.Spread, 3)]
    [InlineData(PlacementStrategy.StrictSpread, 3)]
    public void Create_WithRoom_LiesAsTheStrategySays(PlacementStrategy strategy, int nodes)
    {
        for (var i = 0; i < 3; i++)
            _cluster.AddNode(cpu: 4);

        var group = _cluster.Create(strategy, Cpu1, Cpu1, Cpu1);

        Assert.Equal(PlacementGroupState.Created, _cluster.StateOf(group));
        Assert.Equal(nodes, _cluster.NodesOf(group).Distinct().Count());
        Assert.Equal(9, _cluster.Free("CPU"));
    }

    [Fact]
    public void Create_WithRoomForSomeBundlesOnly_TakesNothingUntilThereIsRoomForAll()
    {
        _cluster.AddNode(cpu: 2);
        var user = _cluster.Submit(cpu: 1);
        var group = _cluster.Create(PlacementStrategy.Pack, Cpu1, Cpu1);

        Assert.Equal((PlacementGroupState.Pending, 1), (_cluster.StateOf(group), _cluster.Free("CPU")));
        _cluster.Release(user);
        Assert.Equal((PlacementGroupState.Created, 0), (_cluster.StateOf(group), _cluster.Free("CPU")));
    }

    [Fact]
    public void StrictSpread_WithTooFewNodes_WaitsForOneAndSaysSo()
    {
        _cluster.AddNode(cpu: 8);
        var group = _cluster.Create(PlacementStrategy.StrictSpread, "wide", Cpu1, Cpu1);

        var demand = Assert.Single(_cluster.Scheduler.Demand());
        Assert.Equal("the placement group 'wide'", demand.Request);
        Assert.True(demand.IsInfeasible);
        Assert.Equal("needs 2 nodes, one for each bundle; the cluster has not so many that could take one", demand.WaitsFor);
        _cluster.Time.Advance(TimeSpan.FromHours(1));
        _cluster.AddNode(cpu: 1);
        Assert.Equal(PlacementGroupState.Created, _cluster.StateOf(group));
        Assert.Empty(_cluster.Scheduler.Demand());
    }

    [Fact]
    public void Requests_InAGroup_UseItsBundlesAndNothingElse()
    {
        _cluster.AddNode(cpu: 4, gpu: 2);
        var group = _cluster.Create(PlacementStrategy.Pack, Gpu1, SchedulerFixture.Shape(cpu: 2));

        var gpu = _cluster.Submit(group, gpu: 1);
        var cpu = _cluster.Submit(group, bundle: 1, cpu: 1);
        var wrongBundle = _cluster.Submit(group, bundle: 0, cpu: 1);
        var outside = _cluster.Submit(gpu: 1);
        var tooMuch = _cluster.Submit(gpu: 1);

        Assert.Equal(new BundleId(group.Id, 0), gpu.Grant!.Bundle);
        Assert.Equal(new BundleId(group.Id, 1), cpu.Grant!.Bundle);
        Assert.Equal([0, 1], gpu.Grant.GpuIds.Concat(outside.Grant!.GpuIds).Order());
        Assert.Null(outside.Grant.Bundle);
        Assert.False(wrongBundle.IsGranted);
        Assert.False(tooMuch.IsGranted);
        _cluster.Release(gpu);
        Assert.False(tooMuch.IsGranted);
    }

    [Fact]
    public void Requests_BeforeTheGroupIsThere_WaitForIt()
    {
        var group = _cluster.Create(PlacementStrategy.Pack, Cpu1);
        RecordingRequest[] requests = [_cluster.Submit(group, cpu: 1), _cluster.Submit(group, cpu: 1)];

        Assert.Contains(_cluster.Scheduler.Demand(), demand => demand.WaitsFor == $"waits for the placement group {group.Id} to be placed");
        _cluster.AddNode(cpu: 1);
        Assert.Equal([true, false], requests.Select(request => request.IsGranted));
        _cluster.Release(requests[0]);
        Assert.True(requests[1].IsGranted);
    }

    [Fact]
    public void Remove_OfAGroupInUse_RefusesWhatWaitsAndFreesTheNodeWhenTheLastGrantIsReleased()
    {
        _cluster.AddNode(cpu: 2, gpu: 1);
        var group = _cluster.Create(PlacementStrategy.Pack, "train", Gpu1, Cpu1);
        var running = _cluster.Submit(group, gpu: 1);
        var waiting = _cluster.Submit(group, gpu: 1);
        var outside = _cluster.Submit(gpu: 1);

        _cluster.Scheduler.RemoveGroup(group.Id);
        _cluster.Scheduler.RemoveGroup(group.Id);

        Assert.Equal(PlacementGroupState.Removed, _cluster.StateOf(group));
        Assert.Equal(["needs the placement group 'train'; it was removed"], waiting.Unschedulable);
        Assert.Equal(2, _cluster.Free("CPU"));
        Assert.False(outside.IsGranted);
        _cluster.Release(running);
        Assert.Equal([0], outside.Grant!.GpuIds);
        Assert.Equal([$"needs the placement group {group.Id}; it was removed"], _cluster.Submit(group, cpu: 1).Unschedulable);
    }

    [Fact]
    public void Create_WithANameThatIsTaken_ReturnsTheHolder()
    {
        var first = _cluster.Create(PlacementStrategy.Pack, "g", Cpu1);

        Assert.Equal(first.Id, _cluster.Scheduler.CreateGroup(_cluster.Spec(PlacementStrategy.Pack, "g", Cpu1))!.Id);
        _cluster.Scheduler.RemoveGroup(first.Id);
        _cluster.Create(PlacementStrategy.Pack, "g", Cpu1);
    }

    [Fact]
    public void RemoveNode_UnderAGroup_MovesWhatWasLostAndKeepsTheRest()
    {
        NodeId[] nodes = [_cluster.AddNode(cpu: 2), _cluster.AddNode(cpu: 2)];
        var group = _cluster.Create(PlacementStrategy.StrictSpread, Cpu1, Cpu1);
        var before = _cluster.NodesOf(group);
        var kept = _cluster.Submit(group, bundle: 0, cpu: 1);
        var lost = _cluster.Submit(group, bundle: 1, cpu: 1);
        var another = _cluster.Create(PlacementStrategy.StrictPack, SchedulerFixture.Shape(cpu: 9));

        _cluster.Scheduler.RemoveNode(before[1]);
        Assert.Equal(PlacementGroupState.Rescheduling, _cluster.StateOf(group));
        Assert.Equal([before[0], default], _cluster.NodesOf(group));
        Assert.Equal(PlacementGroupState.Pending, _cluster.StateOf(another));
        _cluster.Release(lost);
        var again = _cluster.Submit(group, bundle: 1, cpu: 1);
        var added = _cluster.AddNode(cpu: 2);

        Assert.Equal(PlacementGroupState.Created, _cluster.StateOf(group));
        Assert.Equal([before[0], added], _cluster.NodesOf(group));
        Assert.Equal(added, again.Node);
        _cluster.Release(kept);
        Assert.Equal([1.0, 1.0], _cluster.Scheduler.Snapshot().Select(node => node.Available["CPU"]));
        Assert.Contains(before[0], nodes);
    }

    [Fact]
    public void Adopt_WithTheNodesThatLive_RestoresBundlesAndWhatRunsInThem()
    {
        var (here, gone) = (new NodeId(7, 1), new NodeId(7, 2));
        var spec = _cluster.Spec(PlacementStrategy.Spread, "g", Gpu1, Gpu1);
        var places = new[] { new BundlePlace(here, Array.AsReadOnly([1])), new BundlePlace(gone, Array.AsReadOnly([0])) };
        _cluster.Scheduler.AdoptGroup(new GroupRecord(spec, Version: 5, PlacementGroupState.Created, places));

        var node = new NodeLedger(here, SchedulerFixture.Set(cpu: 1, gpu: 2), SchedulerFixture.Labels(), gpuIds: null);
        var grants = _cluster.Scheduler.RestoreNode(
            node, [new Holding(SchedulerFixture.Set(gpu: 1), Array.AsReadOnly([1]), IsBlocked: false, new BundleId(spec.Id, 0))]);
        _cluster.Scheduler.SettleAdoptedGroups();

        Assert.Equal(new BundleId(spec.Id, 0), grants[0]!.Bundle);
        Assert.Equal(PlacementGroupState.Created, _cluster.StateOf(spec));
        Assert.Equal([here, here], _cluster.NodesOf(spec));
        Assert.Equal([0], _cluster.Records.Find(spec.Id)!.Places[1].GpuIds);
        Assert.False(_cluster.Submit(spec, bundle: 0, gpu: 1).IsGranted);
        Assert.True(_cluster.Submit(spec, bundle: 1, gpu: 1).IsGranted);
    }

    [Fact]
    public void Records_OfARemovedGroup_StayRemoved()
    {
        var group = _cluster.Create(PlacementStrategy.Pack, Cpu1);
        var pending = _cluster.Records.Find(group.Id)!;
        _cluster.Scheduler.RemoveGroup(group.Id);

        Assert.False(_cluster.Records.Apply(pending with { Version = 100 }));
        Assert.True(_cluster.Records.Find(group.Id)!.IsRemoved);
    }
}

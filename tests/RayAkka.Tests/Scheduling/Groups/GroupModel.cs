using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling.Groups;

/// <summary>Drives a scheduler with placement groups through a sequence of operations and checks after each what must hold whatever happened.</summary>
internal sealed class GroupModel : IDisposable
{
    private static readonly ResourceShape[] s_bundles =
    [
        SchedulerFixture.Shape(cpu: 1),
        SchedulerFixture.Shape(cpu: 2),
        SchedulerFixture.Shape(gpu: 1),
        SchedulerFixture.Shape(cpu: 1, gpu: 2),
        SchedulerFixture.Shape(cpu: 0.5, gpu: 0.5),
    ];

    private readonly GroupFixture _cluster = new();
    private readonly Dictionary<NodeId, ResourceSet> _nodes = [];
    private readonly List<GroupSpec> _groups = [];
    private readonly List<GroupSpec> _removed = [];
    private readonly List<RecordingRequest> _requests = [];
    private readonly HashSet<RecordingRequest> _released = [];

    private IEnumerable<RecordingRequest> Running => _requests.Where(request => request.IsGranted && !_released.Contains(request));

    public void Dispose() => _cluster.Dispose();

    public void Apply(int code)
    {
        var seed = (uint)code * 2_654_435_761u;
        var pick = (int)((seed >> 8) & 0xFFFF);
        switch (seed >> 24)
        {
            case < 30: AddNode(pick); break;
            case < 45: RemoveNode(pick); break;
            case < 85: CreateGroup(pick); break;
            case < 105: RemoveGroup(pick); break;
            case < 170: SubmitInGroup(pick); break;
            case < 190: _requests.Add(_cluster.Submit(cpu: 1 + (pick % 2), gpu: pick / 2 % 4 == 0 ? 0.5 : 0)); break;
            default: Release(pick); break;
        }

        Check();
    }

    /// <summary>Ends and removes everything and checks that the nodes have all they had.</summary>
    public void Finish()
    {
        while (_groups.Count > 0)
            RemoveGroup(0);
        for (var left = Running.ToList(); left.Count > 0; left = [.. Running])
            left.ForEach(Release);
        Assert.Equal(_cluster.Scheduler.Total(), _cluster.Scheduler.Available());
        Assert.Empty(_cluster.Scheduler.Groups());
        Assert.DoesNotContain(_cluster.Scheduler.Demand(), demand => !demand.IsInfeasible);
    }

    private void AddNode(int pick)
    {
        if (_nodes.Count >= 4)
            return;
        var (cpu, gpu) = (pick % 5, pick / 5 % 3);
        _nodes.Add(_cluster.AddNode(cpu, gpu), SchedulerFixture.Set(cpu, gpu));
    }

    private void RemoveNode(int pick)
    {
        if (_nodes.Count == 0)
            return;
        var node = _nodes.Keys.ElementAt(pick % _nodes.Count);
        _nodes.Remove(node);
        var lost = Running.Where(request => request.Node == node).ToList();
        lost.ForEach(request => _released.Add(request));
        _cluster.Scheduler.RemoveNode(node);
        lost.ForEach(_cluster.Release);
    }

    private void CreateGroup(int pick)
    {
        var bundles = Enumerable.Range(0, 1 + (pick % 3)).Select(i => s_bundles[(pick / 3 + (i * (pick / 16))) % s_bundles.Length]).ToArray();
        _groups.Add(_cluster.Create((PlacementStrategy)(pick / 64 % 4), bundles));
    }

    private void RemoveGroup(int pick)
    {
        if (_groups.Count == 0)
            return;
        var group = _groups[pick % _groups.Count];
        _groups.Remove(group);
        _removed.Add(group);
        _cluster.Scheduler.RemoveGroup(group.Id);
    }

    private void SubmitInGroup(int pick)
    {
        if (_groups.Count == 0)
            return;
        var group = _groups[pick % _groups.Count];
        var index = pick / 8 % group.Bundles.Count;
        var held = group.Bundles[index].ToHold;
        var share = pick / 32 % 2 == 0 ? 10_000.0 : 20_000.0;
        _requests.Add(_cluster.Submit(group, pick / 64 % 2 == 0 ? index : -1, held.Cpu / share, held.Gpu > 10_000 ? 1 : held.Gpu / share));
    }

    private void Release(int pick)
    {
        var running = Running.ToList();
        if (running.Count > 0)
            Release(running[pick % running.Count]);
    }

    private void Release(RecordingRequest request)
    {
        _released.Add(request);
        _cluster.Release(request);
        _cluster.Release(request);
    }

    private void Check()
    {
        foreach (var (id, capacity) in _nodes)
            CheckNode(id, capacity);
        foreach (var group in _groups)
            CheckGroup(group);
        foreach (var request in _requests.Where(request => request.Shape.Rule.IsGroup && _removed.Exists(group => group.Id == request.Shape.Rule.Group)))
            Assert.True(request.IsGranted || request.Unschedulable.Count == 1);
        Assert.All(_requests, request => Assert.InRange(request.Granted + request.Unschedulable.Count, 0, 1));
    }

    private void CheckNode(NodeId id, ResourceSet capacity)
    {
        var here = Running.Where(request => request.Node == id).Select(request => request.Grant!).ToList();
        var bundles = _groups.SelectMany(group => _cluster.Records.Find(group.Id)!.Places.Select((place, i) => (Place: place, group.Bundles[i].ToHold)))
            .Where(bundle => bundle.Place.Node == id).ToList();

        // What a removed group had is not back before its last user has gone.
        var closed = here.Where(grant => grant.Bundle is { } bundle && _removed.Exists(group => group.Id == bundle.Group))
            .Select(grant => grant.Bundle!.Value).Distinct().Select(bundle => _removed.Single(group => group.Id == bundle.Group).Bundles[bundle.Index].ToHold).ToList();
        var outside = here.Where(grant => grant.Bundle is null).ToList();
        var usage = _cluster.Scheduler.Snapshot().Single(node => node.Id == id);
        foreach (var kind in capacity.Kinds())
        {
            var taken = bundles.Sum(bundle => bundle.ToHold.AmountOf(kind)) + closed.Sum(held => held.AmountOf(kind)) + outside.Sum(grant => grant.Held.AmountOf(kind));
            Assert.InRange(taken, 0, capacity.AmountOf(kind));
            Assert.Equal((capacity.AmountOf(kind) - taken) / 10_000.0, usage.Available[kind]);
        }

        foreach (var bundle in here.Where(grant => grant.Bundle is not null).GroupBy(grant => grant.Bundle!.Value))
        {
            var held = _groups.Concat(_removed).Single(group => group.Id == bundle.Key.Group).Bundles[bundle.Key.Index].ToHold;
            Assert.InRange(bundle.Sum(grant => grant.Held.Cpu), 0, held.Cpu);
            Assert.InRange(bundle.Sum(grant => grant.Held.Gpu), 0, held.Gpu);
        }

        CheckGpuIds([.. here.SelectMany(Shares)]);
        CheckGpuIds([
            .. outside.SelectMany(Shares),
            .. bundles.SelectMany(bundle => bundle.Place.GpuIds.Select(gpu => (gpu, Math.Min(bundle.ToHold.Gpu, 10_000)))),
        ]);
    }

    private static IEnumerable<(int Id, long Share)> Shares(Grant grant) => grant.GpuIds.Select(id => (id, Math.Min(grant.Held.Gpu, 10_000)));

    private static void CheckGpuIds(List<(int Id, long Share)> shares)
    {
        foreach (var gpu in shares.GroupBy(share => share.Id))
            Assert.InRange(gpu.Sum(share => share.Share), 0, 10_000);
    }

    private void CheckGroup(GroupSpec group)
    {
        var record = _cluster.Records.Find(group.Id)!;
        var places = record.Places.Select(place => place.Node).ToList();
        Assert.All(places, place => Assert.True(place.IsNil || _nodes.ContainsKey(place)));
        switch (record.State)
        {
            case PlacementGroupState.Pending:
                Assert.All(places, place => Assert.True(place.IsNil));
                Assert.False(CouldBePlaced(group));
                break;
            case PlacementGroupState.Created:
                Assert.DoesNotContain(default, places);
                Assert.True(group.Strategy != PlacementStrategy.StrictPack || places.Distinct().Count() == 1);
                break;
            default:
                Assert.Contains(default, places);
                break;
        }

        var there = places.Where(place => !place.IsNil).ToList();
        Assert.True(group.Strategy != PlacementStrategy.StrictSpread || there.Distinct().Count() == there.Count);
        var demand = _cluster.Scheduler.Demand().SingleOrDefault(demand => demand.Request == group.Title);
        Assert.Equal(record.State == PlacementGroupState.Created, demand is null);
        if (demand is { IsInfeasible: true } && record.State == PlacementGroupState.Pending)
            Assert.False(BruteForce.Exists(group.Strategy, Unlike(group), AllNodes(), empty: true));
    }

    // Shares of a GPU are left out: what is free in all does not say on which GPU.
    private bool CouldBePlaced(GroupSpec group) =>
        group.Bundles.All(bundle => bundle.ToHold.Gpu == 0) && BruteForce.Exists(group.Strategy, Unlike(group), FreeCpus(), empty: true);

    private NodeLedger[] AllNodes() => [.. _nodes.Select(node => new NodeLedger(node.Key, node.Value, SchedulerFixture.Labels(), gpuIds: null))];

    private NodeLedger[] FreeCpus() =>
    [
        .. _cluster.Scheduler.Snapshot()
            .Select(usage => new NodeLedger(usage.Id, SchedulerFixture.Set(usage.Available.GetValueOrDefault("CPU")), SchedulerFixture.Labels(), gpuIds: null)),
    ];

    private static ResourceShape[] Unlike(GroupSpec group) => [.. group.Bundles.Select(bundle => bundle.With(PlacementRule.Default))];
}

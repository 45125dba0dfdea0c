using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

/// <summary>Drives a scheduler through a sequence of operations and checks after each what must hold whatever happened.</summary>
internal sealed class SchedulerModel(int passLimit) : IDisposable
{
    private static readonly ResourceShape[] s_shapes =
    [
        SchedulerFixture.Shape(cpu: 1),
        SchedulerFixture.Shape(cpu: 0.3),
        SchedulerFixture.Shape(cpu: 3),
        SchedulerFixture.Shape(gpu: 1),
        SchedulerFixture.Shape(gpu: 0.4),
        SchedulerFixture.Shape(cpu: 0.5, gpu: 2),
        SchedulerFixture.Shape(cpu: 1, memory: 400, tpu: 0.7),
        SchedulerFixture.Shape(cpu: 1, labels: [("zone", "a")]),
        new(SchedulerFixture.Set(cpu: 1), ResourceSet.Empty, labels: null),
    ];

    private readonly SchedulerFixture _cluster = new(TimeSpan.FromSeconds(10), passLimit);
    private readonly Dictionary<NodeId, ResourceSet> _nodes = [];
    private readonly HashSet<NodeId> _draining = [];
    private readonly List<RecordingRequest> _requests = [];
    private readonly HashSet<RecordingRequest> _withdrawn = [];
    private readonly Dictionary<RecordingRequest, int> _active = []; // with the number of open waits
    private bool _debtAllowed;

    public void Dispose() => _cluster.Dispose();

    public void Apply(int code)
    {
        var seed = (uint)code * 2_654_435_761u;
        var pick = (int)((seed >> 8) & 0xFFFF);
        switch (seed >> 24)
        {
            case < 16: AddNode(pick); break;
            case < 22: RemoveNode(pick); break;
            case < 26: Drain(pick); break;
            case < 120: Submit(pick); break;
            case < 185: Release(pick); break;
            case < 205: Block(pick); break;
            case < 225: Unblock(pick); break;
            case < 245: Withdraw(pick); break;
            default: _cluster.Time.Advance(TimeSpan.FromSeconds(pick % 7)); break;
        }

        Check();
    }

    /// <summary>Ends everything that runs until nothing does, lets the time run out, and checks that nothing is left.</summary>
    public void Finish()
    {
        for (; _active.Count > 0; Check())
            Release(0);
        _cluster.Time.Advance(TimeSpan.FromSeconds(60));
        for (; _active.Count > 0; Check())
            Release(0);
        foreach (var node in _draining)
            _cluster.Scheduler.RemoveNode(node);

        Assert.Equal(_cluster.Scheduler.Total(), _cluster.Scheduler.Available());
        Assert.All(_requests, request => Assert.Equal(_withdrawn.Contains(request) ? 0 : 1, request.Granted + request.Unschedulable.Count));
        Assert.Equal(0, _cluster.Time.ActiveTimers);
    }

    private void AddNode(int pick)
    {
        if (_nodes.Count >= 4)
            return;
        var (cpu, gpu, memory, tpu) = (1 + pick % 4, pick / 4 % 3, pick / 12 % 2 * 1_000, pick / 24 % 2 * 2);
        _nodes.Add(_cluster.NextNode, SchedulerFixture.Set(cpu, gpu, memory, tpu));
        _cluster.AddNode(cpu, gpu, memory, tpu, gpuIds: null, labels: ("zone", pick / 48 % 2 == 0 ? "a" : "b"));
    }

    private void RemoveNode(int pick)
    {
        if (Pick(_nodes.Keys, pick) is not { IsNil: false } node)
            return;
        _nodes.Remove(node);
        _draining.Remove(node);
        var lost = _active.Keys.Where(request => request.Node == node).ToList();
        lost.ForEach(request => _active.Remove(request));
        Assert.True(_cluster.Scheduler.RemoveNode(node));
        lost.ForEach(_cluster.Release);
    }

    private void Drain(int pick)
    {
        if (Pick(_nodes.Keys, pick) is not { IsNil: false } node)
            return;
        _draining.Add(node);
        _cluster.Scheduler.DrainNode(node);
    }

    private void Submit(int pick)
    {
        var request = new RecordingRequest(s_shapes[pick % s_shapes.Length], OnGranted);
        _requests.Add(request);
        _cluster.Scheduler.Submit(request);
    }

    private void OnGranted(RecordingRequest request)
    {
        _active.Add(request, 0);
        Assert.DoesNotContain(request.Node, _draining);
        // a debt may stand, but nothing that needs CPU is placed on top of it
        Assert.True(request.Grant!.Held.Cpu == 0 || CpuInUse(request.Node) <= _nodes[request.Node].Cpu);
        var older = _requests.TakeWhile(other => other != request).Where(other => other.Shape.Equals(request.Shape));
        Assert.All(older, other => Assert.True(other.Grant is not null || other.Unschedulable.Count > 0 || _withdrawn.Contains(other)));
    }

    private void Release(int pick)
    {
        if (Pick(_active.Keys, pick) is not { } request)
            return;
        _active.Remove(request);
        _cluster.Release(request);
        if (pick % 3 == 0)
            _cluster.Release(request);
    }

    private void Block(int pick)
    {
        if (Pick(_active.Keys, pick) is not { } request)
            return;
        _active[request]++;
        _cluster.Scheduler.Block(request.Grant!);
    }

    private void Unblock(int pick)
    {
        if (Pick(_active.Keys, pick) is not { } request)
            return;
        _debtAllowed |= _active[request] == 1;
        _active[request] = Math.Max(0, _active[request] - 1);
        _cluster.Scheduler.Unblock(request.Grant!);
    }

    private void Withdraw(int pick)
    {
        if (Pick(_requests, pick) is not { } request)
            return;
        var settled = request.IsGranted || request.Unschedulable.Count > 0 || _withdrawn.Contains(request);
        Assert.Equal(!settled, _cluster.Scheduler.Withdraw(request));
        if (!settled)
            _withdrawn.Add(request);
    }

    private static T? Pick<T>(IReadOnlyCollection<T> from, int pick) => from.Count == 0 ? default : from.ElementAt(pick % from.Count);

    private void Check()
    {
        foreach (var usage in _cluster.Scheduler.Snapshot())
        {
            var capacity = _nodes[usage.Id];
            var held = _active.Where(active => active.Key.Node == usage.Id).ToList();
            var cpu = CpuInUse(usage.Id);
            Assert.True(_debtAllowed || cpu <= capacity.Cpu);
            CheckAmount(usage, "CPU", Math.Max(0, capacity.Cpu - cpu));
            foreach (var kind in capacity.Kinds().Where(kind => kind != "CPU"))
                CheckAmount(usage, kind, capacity.AmountOf(kind) - held.Sum(active => active.Key.Grant!.Held.AmountOf(kind)));
            CheckGpuIds(capacity, [.. held.Select(active => active.Key.Grant!)]);
        }

        _debtAllowed &= _active.Count > 0;
        if (passLimit == int.MaxValue)
            CheckNothingWaitsThatFits();
    }

    private void CheckNothingWaitsThatFits()
    {
        var waiting = _requests.Where(request => !request.IsGranted && request.Unschedulable.Count == 0 && !_withdrawn.Contains(request));
        var nodes = _cluster.Scheduler.Snapshot().Where(node => !_draining.Contains(node.Id)).ToList();
        foreach (var shape in waiting.Select(request => request.Shape).Where(shape => shape.ToPlace.IsCpuOnly).Distinct())
            Assert.DoesNotContain(nodes, node => shape.Matches(node.Labels) && node.Available["CPU"] * 10_000 >= shape.ToPlace.Cpu);
    }

    private long CpuInUse(NodeId node) =>
        _active.Where(active => active.Value == 0 && active.Key.Node == node).Sum(active => active.Key.Grant!.Held.Cpu);

    private void CheckAmount(NodeUsage usage, string kind, long free)
    {
        Assert.True(free >= 0);
        var expected = _draining.Contains(usage.Id) ? 0 : kind == "memory" ? free : free / 10_000.0;
        Assert.Equal(expected, usage.Available[kind]);
        Assert.True(usage.Available[kind] <= usage.Total[kind]);
    }

    private static void CheckGpuIds(ResourceSet capacity, List<Grant> grants)
    {
        foreach (var grant in grants)
        {
            Assert.Equal((grant.Held.Gpu + 9_999) / 10_000, grant.GpuIds.Distinct().Count());
            Assert.All(grant.GpuIds, id => Assert.InRange(id, 0, capacity.Gpu / 10_000 - 1));
        }

        foreach (var shared in grants.SelectMany(grant => grant.GpuIds.Select(id => (Id: id, Share: Math.Min(grant.Held.Gpu, 10_000)))).GroupBy(share => share.Id))
            Assert.InRange(shared.Sum(share => share.Share), 0, 10_000);
    }
}

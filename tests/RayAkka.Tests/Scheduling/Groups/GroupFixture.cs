using RayAkka.Scheduling;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Scheduling.Groups;

/// <summary>A scheduler under virtual time with placement groups, and the records of their changes.</summary>
internal sealed class GroupFixture : IDisposable
{
    private ulong _numbers;

    public GroupFixture() => Scheduler = new ClusterScheduler(Time, TimeSpan.FromSeconds(10)) { OnGroupChanged = record => Records.Apply(record) };

    public ManualTimeProvider Time { get; } = new();

    public GroupRecords Records { get; } = new();

    public ClusterScheduler Scheduler { get; }

    public NodeId AddNode(double cpu = 0, double gpu = 0, params (string Key, string Value)[] labels)
    {
        var id = new NodeId(1, ++_numbers);
        Scheduler.AddNode(id, SchedulerFixture.Set(cpu, gpu), SchedulerFixture.Labels(labels), gpuIds: null);
        return id;
    }

    public GroupSpec Create(PlacementStrategy strategy, params ResourceShape[] bundles) => Create(strategy, name: null, bundles);

    public GroupSpec Create(PlacementStrategy strategy, string? name, params ResourceShape[] bundles)
    {
        var spec = Spec(strategy, name, bundles);
        Assert.Null(Scheduler.CreateGroup(spec));
        return spec;
    }

    public GroupSpec Spec(PlacementStrategy strategy, string? name, params ResourceShape[] bundles) =>
        new(new PlacementGroupId(1, ++_numbers), name, "ns", strategy, bundles, IsDetached: false, Owner: 1);

    public PlacementGroupState StateOf(GroupSpec group) => Records.Find(group.Id)!.State;

    public NodeId[] NodesOf(GroupSpec group) => [.. Records.Find(group.Id)!.Places.Select(place => place.Node)];

    public RecordingRequest Submit(GroupSpec group, int bundle = -1, double cpu = 0, double gpu = 0)
    {
        var request = new RecordingRequest(SchedulerFixture.Shape(SchedulerFixture.Set(cpu, gpu), PlacementRule.InGroup(group.Id, bundle, captures: false)));
        Scheduler.Submit(request);
        return request;
    }

    public RecordingRequest Submit(double cpu = 0, double gpu = 0)
    {
        var request = new RecordingRequest(SchedulerFixture.Shape(cpu, gpu));
        Scheduler.Submit(request);
        return request;
    }

    public void Release(RecordingRequest request) => Scheduler.Release(request.Grant!);

    public double Free(string kind) => Scheduler.Available()[kind];

    public void Dispose() => Scheduler.Dispose();
}

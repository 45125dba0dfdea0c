using RayAkka.Scheduling;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Scheduling;

/// <summary>A scheduler under virtual time, with short ways to say what tests say often.</summary>
internal sealed class SchedulerFixture : IDisposable
{
    private ulong _nodes;

    public SchedulerFixture(TimeSpan? unschedulableAfter = null, int passLimit = Reservation.DefaultPassLimit)
    {
        UnschedulableAfter = unschedulableAfter ?? TimeSpan.FromSeconds(10);
        Scheduler = new ClusterScheduler(Time, UnschedulableAfter, passLimit: passLimit);
    }

    public ManualTimeProvider Time { get; } = new();

    public TimeSpan UnschedulableAfter { get; }

    public ClusterScheduler Scheduler { get; }

    /// <summary>The id that the next node will have.</summary>
    public NodeId NextNode => new(1, _nodes + 1);

    public static ResourceSet Set(double cpu = 0, double gpu = 0, long memory = 0, double tpu = 0) =>
        ResourceSet.Create(cpu, gpu, memory, tpu == 0 ? null : new Dictionary<string, double>(StringComparer.Ordinal) { ["tpu"] = tpu });

    public static Dictionary<string, string> Labels(params (string Key, string Value)[] labels) =>
        labels.ToDictionary(label => label.Key, label => label.Value, StringComparer.Ordinal);

    public static ResourceShape Shape(double cpu = 0, double gpu = 0, long memory = 0, double tpu = 0, params (string Key, string Value)[] labels) =>
        Shape(Set(cpu, gpu, memory, tpu), rule: null, labels);

    public static ResourceShape Shape(ResourceSet set, PlacementRule? rule, params (string Key, string Value)[] labels) =>
        new(set, set, labels.ToDictionary(label => label.Key, label => LabelSelector.Parse(label.Value), StringComparer.Ordinal), rule);

    public NodeId AddNode(double cpu = 0, double gpu = 0, long memory = 0, double tpu = 0, int[]? gpuIds = null, params (string Key, string Value)[] labels)
    {
        var id = NextNode;
        _nodes++;
        Scheduler.AddNode(id, Set(cpu, gpu, memory, tpu), Labels(labels), gpuIds);
        return id;
    }

    public RecordingRequest Submit(ResourceShape shape, Action<RecordingRequest>? onGranted = null)
    {
        var request = new RecordingRequest(shape, onGranted);
        Scheduler.Submit(request);
        return request;
    }

    public RecordingRequest Submit(double cpu = 0, double gpu = 0, long memory = 0, double tpu = 0) => Submit(Shape(cpu, gpu, memory, tpu));

    public void Release(RecordingRequest request) => Scheduler.Release(request.Grant!);

    public void Dispose() => Scheduler.Dispose();
}

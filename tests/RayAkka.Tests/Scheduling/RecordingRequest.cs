using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

/// <summary>A request that remembers what it was told.</summary>
internal sealed class RecordingRequest(ResourceShape shape, Action<RecordingRequest>? onGranted = null) : PlacementRequest(shape)
{
    private int _granted;

    public int Granted => _granted;

    public bool IsGranted => _granted > 0;

    public List<string> Unschedulable { get; } = [];

    public NodeId Node => Grant!.Node;

    internal override void OnGranted()
    {
        Interlocked.Increment(ref _granted);
        onGranted?.Invoke(this);
    }

    internal override void OnUnschedulable(string reason) => Unschedulable.Add(reason);
}

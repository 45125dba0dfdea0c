namespace RayAkka.Scheduling;

/// <summary>
/// One wish for a place. The runtime derives its tasks and actors from it; it is itself the link of the queue it waits in, so waiting
/// costs no allocation. It is used once: who wants another place makes another request. The scheduler's lock guards every field.
/// </summary>
internal abstract class PlacementRequest
{
    private object? _outcome; // the grant or the reason why there is none

    protected PlacementRequest(ResourceShape shape) => Shape = shape;

    internal ResourceShape Shape { get; }

    /// <summary>The place; set before <see cref="OnGranted"/> is called.</summary>
    internal Grant? Grant => _outcome as Grant;

    internal PlacementRequest? Next { get; set; }

    internal PlacementRequest? Previous { get; set; }

    internal PlacementState State { get; set; }

    /// <summary>The place in the order of submission over all shapes.</summary>
    internal long Sequence { get; set; }

    /// <summary>When it was queued without any node that could ever take it; 0 if there was one.</summary>
    internal long InfeasibleSince { get; set; }

    /// <summary>
    /// Called once, outside every lock, when the request has its place, unless <see cref="ClusterScheduler.Withdraw"/> returned true. Runs
    /// on the thread that submitted, released or added a node, and may call the scheduler; grants which that gives are delivered after it
    /// returns, so it must not wait for one. It must not throw.
    /// </summary>
    internal abstract void OnGranted();

    /// <summary>Called once instead of <see cref="OnGranted"/>, under the same rules, when the cluster cannot satisfy the request.</summary>
    /// <param name="reason">What is missing, such as "needs 1 GPU; the cluster has 0".</param>
    internal abstract void OnUnschedulable(string reason);

    internal void Settle(Grant grant)
    {
        State = PlacementState.Granted;
        _outcome = grant;
    }

    internal void Settle(string reason)
    {
        State = PlacementState.Unschedulable;
        _outcome = reason;
    }

    internal void Deliver()
    {
        if (State == PlacementState.Granted)
            OnGranted();
        else
            OnUnschedulable((string)_outcome!);
    }
}

using RayAkka.Engine;

namespace RayAkka.Objects;

/// <summary>
/// What a borrowed ref, or a value's location, holds of another process's object. When it is collected the count goes back. It is an object of
/// its own because refs have no finalizer.
/// </summary>
internal sealed class ObjectLease(RayRuntime runtime, NodeId owner, ulong number)
{
    private long _lent;

    ~ObjectLease()
    {
        if (_lent > 0 && !runtime.IsClosing)
        {
            runtime.Objects.Forget(Owner, Number);
            Execution.WorkerPool.Shared.Enqueue(() => runtime.Peers.Tell(owner, new ReleaseObject(number, _lent)));
        }
    }

    public NodeId Owner => owner;

    public ulong Number => number;

    public void OnLent() => Interlocked.Increment(ref _lent);
}

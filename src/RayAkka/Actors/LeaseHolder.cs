namespace RayAkka.Actors;

/// <summary>
/// Finds the lease that strong handles to an actor share, without keeping it alive. A handle made anew after the last one was dropped gets a
/// new lease, also while the old one waits for its finalizer, and the old one then ends nothing.
/// </summary>
internal sealed class LeaseHolder
{
    private readonly WeakReference<ActorLease?> _lease = new(null);
    private int _last;

    public ActorLease Acquire(ActorRecord record)
    {
        lock (_lease)
        {
            if (_lease.TryGetTarget(out var lease) && !lease.IsReleased)
            {
                return lease;
            }

            lease = new ActorLease(record, ++_last);
            _lease.SetTarget(lease);
            return lease;
        }
    }

    /// <summary>Whether a lease is held now; the last one may be gone and its finalizer still to come.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_lease)
            {
                return _lease.TryGetTarget(out var lease) && !lease.IsReleased;
            }
        }
    }

    public bool IsCurrent(ActorLease lease)
    {
        lock (_lease)
        {
            return lease.Number == _last;
        }
    }
}

using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>
/// What all strong handles to one actor in one process share. When the last of them is gone the garbage collector finalizes the lease, and
/// the actor ends behind the calls submitted so far.
/// </summary>
internal sealed class ActorLease(ActorRecord record, int number)
{
    private int _released;

    ~ActorLease() => WorkerPool.Shared.Enqueue(Release);

    public ActorRecord Record { get; } = record;

    /// <summary>Tells the actor's leases apart: a lease cannot be found by reference once it is being finalized.</summary>
    public int Number { get; } = number;

    public bool IsReleased => Volatile.Read(ref _released) != 0;

    /// <summary>Gives the lease up, once.</summary>
    public void Release()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            GC.SuppressFinalize(this);
            if (Record.Leases.IsCurrent(this))
            {
                Record.OnOutOfScope();
            }
        }
    }
}

using RayAkka.Objects;
using RayAkka.Objects.Store;

namespace RayAkka;

/// <content>
/// How an object leaves memory and comes back. Only the object store sends it away, and only while its entry is in nobody else's hands; only
/// the location under which it left brings it back, once. Meanwhile the ref is complete, so that nothing can complete it a second time.
/// </content>
public abstract partial class ObjectRef
{
    /// <summary>The entry in the object store; null for what is not counted.</summary>
    internal StoredTicket? Ticket => Extras?.Large?.Ticket;

    /// <summary>How large the object is, in bytes, if it is a large array of plain numbers that this process has, in memory or on disk; else 0.</summary>
    internal abstract long LargeBytes { get; }

    /// <summary>Whether the outcome can stand in a message as it is: it is known, and small enough or in need of no other place.</summary>
    internal bool IsInline => IsFailed || (IsCompleted && LargeBytes == 0 && (!IsAway || Location is SpilledValue));

    /// <summary>The object if the ref holds it, for the runtime; null if it is null, away, failed or not there.</summary>
    internal abstract object? PeekObject();

    /// <summary>Lets go of the object, which can be had again from the location.</summary>
    internal void Leave(ObjectLocation where)
    {
        Volatile.Write(ref Extras!.NeedLarge().Location, where);

        // In this order: who finds no waiter's place taken must find the location, and who finds no object must find that it is away.
        _status = (int)RefStatus.Away;
        Volatile.Write(ref _waiters, null);
        DropObject();
    }

    /// <summary>Takes the object back.</summary>
    internal bool TryReturn(object value)
    {
        if (!IsAway)
        {
            return false;
        }

        RestoreObject(value);
        if (Location is not RemoteValue)
        {
            Volatile.Write(ref Extras!.NeedLarge().Location, null);
        }

        Publish(RefStatus.Succeeded);
        return true;
    }

    /// <summary>
    /// The object was lost and is there again as that of another ref, which is complete or located. It is taken from there, unless this ref has
    /// found it in another way meanwhile.
    /// </summary>
    internal void CompleteAgainAs(ObjectRef other)
    {
        if (!other.IsHere && other.Location is RemoteValue where)
        {
            Relocate(where.Again());
        }
        else if (!other.IsCompleted)
        {
            return;
        }
        else if (IsPending)
        {
            TryCompleteAs(other);
        }
        else if (IsLost)
        {
            if (other.IsFailed)
            {
                FailAway(other.Error);
            }
            else
            {
                ShareAgain(other);
            }
        }
    }

    /// <summary>The object was lost for good.</summary>
    internal void FailLost(RayException error)
    {
        if (IsAway)
        {
            FailAway(error);
        }
        else
        {
            TryFail(error);
        }
    }

    /// <summary>The object is somewhere else than it was.</summary>
    internal void Relocate(RemoteValue where)
    {
        if (!IsAway)
        {
            SetLocated(where);
            return;
        }

        if (!IsLost)
        {
            return;
        }

        Volatile.Write(ref Extras!.NeedLarge().Location, where);
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _waiters) is not null)
        {
            where.Fetch(this);
        }
    }

    // It left memory, and what it was to come back from is no place (any more).
    private bool IsLost => IsAway && Location is not { IsPlace: true };

    /// <summary>The object will not come back.</summary>
    internal void FailAway(RayException error)
    {
        if (IsAway)
        {
            _error = new ObjectError(error, this);
            Publish(RefStatus.Failed);
        }
    }

    /// <summary>Has an object that is on this process's disk read back, on this thread.</summary>
    internal void ReadBackNow()
    {
        if (IsAway && Location is SpilledValue spilled)
        {
            spilled.FetchNow(this);
        }
    }

    /// <summary>The large array that the ref has, read back from disk if it must be; null if it is not here.</summary>
    internal Array? TakeLargeArray()
    {
        while (true)
        {
            if (LargeArray is { } array)
            {
                return array;
            }

            if (!IsAway || Location is not SpilledValue)
            {
                return null;
            }

            Waits.BringBack(this);
        }
    }

    private protected abstract void ShareAgain(ObjectRef other);

    private protected void PublishAgain()
    {
        Volatile.Write(ref Extras!.NeedLarge().Location, null);
        Publish(RefStatus.Succeeded);
    }

    private protected abstract void DropObject();

    private protected abstract void RestoreObject(object value);

    // The object is shared with another ref, which is about to go: the entry goes with it.
    private protected void TakeOver(StoredTicket ticket)
    {
        if (ticket.Entry.Target is { } former && !ReferenceEquals(former, this))
        {
            ticket.Entry.MoveTo(this);
        }
    }
}

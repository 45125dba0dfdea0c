using RayAkka.Objects.Lineage;

namespace RayAkka.Objects.Store;

/// <content>What leaves memory without going to disk, because it can be had again.</content>
internal sealed partial class ObjectStore
{
    /// <summary>Lets go of an object that is on another node too, or that can be computed again.</summary>
    private bool TryEvict(StoredEntry entry, ObjectRef reference, bool atAnyPrice)
    {
        if (SourceOf(entry, reference, atAnyPrice) is not { } where)
        {
            return false;
        }

        Evictions++;
        GoAway(entry, reference, where);
        return true;
    }

    private ObjectLocation? SourceOf(StoredEntry entry, ObjectRef reference, bool atAnyPrice)
    {
        if (reference.Location is RemoteValue { IsPlace: true } where && (reference is not IBorrowedRef borrowed || !_runtime.Peers.IsGone(borrowed.Owner)))
        {
            return where.Again();
        }

        // What is on disk already need not be computed; what others have refs to may be asked for by them at any time, and they cannot wait here.
        return (entry.File is null || atAnyPrice)
            && reference.Extras?.Large?.Source is { } source
            && !_runtime.Objects.IsLent(reference)
            && source.TryHold(entry.Bytes, atAnyPrice)
                ? new EvictedValue(source)
                : null;
    }

    // The disk is full. What is on it already, or can be had without it, goes, the oldest first.
    private bool EvictAny()
    {
        StoredEntry[] entries;
        lock (_gate)
        {
            entries = [.. _list];
        }

        foreach (var entry in entries)
        {
            lock (_gate)
            {
                if (entry.Node is not { } node)
                {
                    continue;
                }

                _list.Remove(node);
                entry.Node = null;
            }

            if (entry.Target is { } reference)
            {
                if (TryEvict(entry, reference, atAnyPrice: true))
                {
                    return true;
                }

                if (entry.File is not null)
                {
                    GoAway(entry, reference, new SpilledValue(this, entry));
                    return true;
                }
            }

            Enter(entry);
        }

        return false;
    }
}

namespace RayAkka.Objects.Store;

/// <content>Who was used when. A read only notes the time; the list is put right when somebody has to leave.</content>
internal sealed partial class ObjectStore
{
    /// <summary>The entry whose object was not used for longest, taken out of the list; null if there is none.</summary>
    private StoredEntry? TakeOldest()
    {
        lock (_gate)
        {
            while (_list.First is { } node)
            {
                var entry = node.Value;
                _list.Remove(node);
                if (entry.LastUse <= entry.Stamp)
                {
                    entry.Node = null;
                    return entry;
                }

                // It was used since it got its place: it gets the one that this stands for.
                entry.Stamp = entry.LastUse;
                Insert(entry);
            }

            return null;
        }
    }

    private void Enter(StoredEntry entry)
    {
        lock (_gate)
        {
            if (!entry.IsForgotten)
            {
                Insert(entry);
            }
        }
    }

    // Under the gate: the list is in the order of the stamps.
    private void Insert(StoredEntry entry)
    {
        var before = _list.Last;
        while (before is not null && before.Value.Stamp > entry.Stamp)
        {
            before = before.Previous;
        }

        entry.Node = before is null ? _list.AddFirst(entry) : _list.AddAfter(before, entry);
    }
}

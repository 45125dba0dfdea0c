namespace RayAkka.Scheduling;

/// <summary>
/// What this process knows of the placement groups, and who waits for one. In a cluster every process has the records of all groups, so that the next
/// head can learn them from whoever lives. Whoever waits for a group gets the same ref, so that a wait that ends before the group is there leaves nothing
/// behind: a ref of its own could not be dropped, since code that awaits it may be known to nobody else.
/// </summary>
internal sealed class GroupTable(RayRuntime runtime) : IGroupMirror
{
    private readonly Lock _gate = new();
    private readonly GroupRecords _records = new();
    private readonly Dictionary<PlacementGroupId, GroupReadyRef> _waiting = [];
    private bool _closed;

    public bool Apply(GroupRecord record) => _records.Apply(record);

    public IReadOnlyList<GroupRecord> All() => _records.All();

    public GroupRecord? Find(PlacementGroupId id) => _records.Find(id);

    public bool IsRemoved(PlacementGroupId id) => Find(id) is { IsRemoved: true };

    /// <summary>Takes a record and tells whoever waits for it.</summary>
    public void OnChanged(GroupRecord record)
    {
        if (Apply(record))
        {
            Announce(record);
        }
    }

    public void Announce(GroupRecord record)
    {
        if (record.IsRemoved)
        {
            runtime.OnGroupRemoved(record.Spec);
        }

        GroupReadyRef? waiting = null;
        lock (_gate)
        {
            if (IsSettled(Find(record.Id)))
            {
                _waiting.Remove(record.Id, out waiting);
            }
        }

        if (waiting is not null)
        {
            Complete(waiting);
        }
    }

    /// <summary>Asks the ledger where this process has heard nothing: of a removal it may have forgotten, of a creation it may not have heard yet.</summary>
    public GroupRecord? FindOrAsk(PlacementGroupId id)
    {
        if (Find(id) is { } known)
        {
            return known;
        }

        if (runtime.Scheduler.Groups().FirstOrDefault(group => group.Id == id) is { } found)
        {
            OnChanged(found);
        }

        return Find(id);
    }

    public PlacementGroupState StateOf(PlacementGroupId id) => FindOrAsk(id)?.State ?? PlacementGroupState.Removed;

    public ObjectRef<PlacementGroup> Ready(PlacementGroup group)
    {
        var id = group.Id;
        _ = FindOrAsk(id);
        GroupReadyRef? ready;
        lock (_gate)
        {
            if (!_closed && !IsSettled(Find(id)))
            {
                if (!_waiting.TryGetValue(id, out ready))
                {
                    _waiting.Add(id, ready = new GroupReadyRef(runtime, group));
                }

                return ready;
            }
        }

        ready = new GroupReadyRef(runtime, group);
        Complete(ready);
        return ready;
    }

    /// <summary>The session is over: whoever waits learns it.</summary>
    public void Close()
    {
        List<GroupReadyRef> left;
        lock (_gate)
        {
            _closed = true;
            left = [.. _waiting.Values];
            _waiting.Clear();
        }

        left.ForEach(static ready => ready.TryFail(
            new PlacementGroupRemovedException($"Ray was shut down while {ready.Group} was waited for.") { IsRoutine = true }));
    }

    private static bool IsSettled(GroupRecord? record) => record is null or { State: PlacementGroupState.Created or PlacementGroupState.Removed };

    private void Complete(GroupReadyRef ready)
    {
        if (Find(ready.Id) is { State: not PlacementGroupState.Removed })
        {
            ready.TrySetOwned(ready.Group);
        }
        else
        {
            ready.TryFail(new PlacementGroupRemovedException($"There will be no {ready.Group}: it was removed; create another.") { IsRoutine = true });
        }
    }
}

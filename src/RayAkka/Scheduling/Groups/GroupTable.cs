namespace RayAkka.Scheduling;

/// <summary>
/// What this process knows of the placement groups, and who waits for one. In a cluster every process has the records of all groups, so that the next
/// head can learn them from whoever lives.
/// </summary>
internal sealed class GroupTable(RayRuntime runtime) : IGroupMirror
{
    private readonly Lock _gate = new();
    private readonly GroupRecords _records = new();
    private readonly Dictionary<PlacementGroupId, List<GroupReadyRef>> _waiting = [];
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

        List<GroupReadyRef>? waiting = null;
        lock (_gate)
        {
            if (IsSettled(Find(record.Id)))
            {
                _waiting.Remove(record.Id, out waiting);
            }
        }

        waiting?.ForEach(Complete);
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
        var ready = new GroupReadyRef(runtime, group);
        _ = FindOrAsk(ready.Id);
        lock (_gate)
        {
            if (!_closed && !IsSettled(Find(ready.Id)))
            {
                if (!_waiting.TryGetValue(ready.Id, out var waiting))
                {
                    _waiting.Add(ready.Id, waiting = []);
                }

                waiting.Add(ready);
                return ready;
            }
        }

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
            left = [.. _waiting.Values.SelectMany(static refs => refs)];
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

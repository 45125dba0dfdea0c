namespace RayAkka.Scheduling;

/// <content>Placement groups, and what waits.</content>
internal sealed partial class ClusterScheduler
{
    /// <summary>Is told of each change of a group, outside the lock: changes of one group may come out of order, see <see cref="GroupRecord.Version"/>.</summary>
    internal Action<GroupRecord> OnGroupChanged { get; init; } = static _ => { };

    public GroupRecord? CreateGroup(GroupSpec spec)
    {
        GroupRecord? holder = null;
        Change((ref SettledRequests settled) => holder = _ledger.CreateGroup(spec, ref settled)?.Record());
        return holder;
    }

    public void RemoveGroup(PlacementGroupId id) => Change((ref SettledRequests settled) => _ledger.RemoveGroup(id, ref settled));

    public IReadOnlyList<GroupRecord> Groups()
    {
        lock (_gate)
            return [.. _ledger.Groups.Select(static group => group.Record())];
    }

    public IReadOnlyList<PendingDemand> Demand()
    {
        lock (_gate)
            return _ledger.Demand();
    }

    /// <summary>Enters a group of which another scheduler kept the books; to be called before its nodes are restored.</summary>
    /// <returns>False if another group has its name.</returns>
    internal bool AdoptGroup(GroupRecord record)
    {
        lock (_gate)
            return _ledger.AdoptGroup(record);
    }

    /// <summary>All nodes that could be restored are: bundles of adopted groups that were on none of them get new places.</summary>
    internal void SettleAdoptedGroups() => Change((ref SettledRequests settled) => _ledger.SettleReported(ref settled));

    private void Change(Step step)
    {
        var settled = default(SettledRequests);
        IReadOnlyList<GroupRecord>? changes;
        lock (_gate)
        {
            if (_disposed)
                return;
            step(ref settled);
            changes = _ledger.TakeGroupChanges();
            Arm();
        }

        Tell(changes);
        settled.Deliver();
    }

    private void Tell(IReadOnlyList<GroupRecord>? changes)
    {
        foreach (var change in changes ?? [])
            OnGroupChanged(change);
    }

    private delegate void Step(ref SettledRequests settled);
}

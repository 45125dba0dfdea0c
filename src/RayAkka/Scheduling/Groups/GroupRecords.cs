namespace RayAkka.Scheduling;

/// <summary>
/// The latest record of each placement group. Of two the one with the higher version counts, and a removed group stays removed: a head may have died
/// while it told the nodes of a removal, so that some of them report it to the next one and others do not.
/// </summary>
internal sealed class GroupRecords : IGroupMirror
{
    /// <summary>How many removed groups are remembered.</summary>
    internal const int MostRemoved = 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<PlacementGroupId, GroupRecord> _records = [];
    private readonly Queue<PlacementGroupId> _removed = new();

    public bool Apply(GroupRecord record)
    {
        lock (_gate)
        {
            if (_records.TryGetValue(record.Id, out var known) && (known.IsRemoved || (!record.IsRemoved && known.Version >= record.Version)))
            {
                return false;
            }

            _records[record.Id] = record;
            if (record.IsRemoved)
            {
                _removed.Enqueue(record.Id);
                if (_removed.Count > MostRemoved)
                {
                    _records.Remove(_removed.Dequeue());
                }
            }

            return true;
        }
    }

    public void Announce(GroupRecord record)
    {
    }

    public IReadOnlyList<GroupRecord> All()
    {
        lock (_gate)
        {
            return [.. _records.Values];
        }
    }

    public GroupRecord? Find(PlacementGroupId id)
    {
        lock (_gate)
        {
            return _records.GetValueOrDefault(id);
        }
    }
}

using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <content>
/// Placement groups. The ledger decides; every node is told of each change and reports what it has heard to the next head. Of what different nodes report the
/// newest counts, and a removal that one of them has heard of counts for all.
/// </content>
internal sealed partial class HeadOffice
{
    private readonly GroupRecords _reported = new();

    /// <summary>The ledger has changed a group: every node is told.</summary>
    public void OnGroupChanged(GroupRecord group)
    {
        _reported.Apply(group);
        foreach (var member in _members.Keys)
        {
            channel.Send(member, new GroupChanged(group));
        }
    }

    // Before the nodes are admitted, since the bundles lie on them.
    private void AdoptGroups(IEnumerable<HeadMember> members)
    {
        var alive = new HashSet<PlacementGroupId>();
        foreach (var group in members.SelectMany(static member => member.Report!.Groups))
        {
            _reported.Apply(group);
            if (!group.IsRemoved)
            {
                alive.Add(group.Id);
            }
        }

        foreach (var group in _reported.All())
        {
            if (!group.IsRemoved)
            {
                if (!ledger.AdoptGroup(group))
                {
                    OnGroupChanged(group with { State = PlacementGroupState.Removed });
                }
            }
            else if (alive.Contains(group.Id))
            {
                // Somebody has not heard of it.
                OnGroupChanged(group);
            }
        }
    }

    private void TellGroups(HeadMember member)
    {
        foreach (var group in ledger.Groups())
        {
            channel.Send(member.Id, new GroupChanged(group));
        }
    }

    private void RemoveGroupsOf(ulong owner)
    {
        foreach (var group in ledger.Groups())
        {
            if (!group.Spec.IsDetached && group.Spec.Owner == owner)
            {
                ledger.RemoveGroup(group.Id);
            }
        }
    }

    private GroupAnswer Remove(RemoveGroup remove)
    {
        ledger.RemoveGroup(remove.Group);
        return new GroupAnswer(remove.Number, Holder: null);
    }

    private void RemoveGroupsOfTheGone()
    {
        foreach (var owner in ledger.Groups().Select(static group => group.Spec.Owner).Distinct().Where(isGone))
        {
            RemoveGroupsOf(owner);
        }
    }
}

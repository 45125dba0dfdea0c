namespace RayAkka.Scheduling;

// Placement groups. A bundle that has a place is a ledger of its own, taken out of that of its node: requests in a group see only the parts that its bundles have, all
// others only what is left of the nodes.
//
// Invariants
//  1. The bundles of a group get their first places together or not at all. What was lost with a node gets new ones together too; until then
//     the other bundles are used on.
//  2. Between two calls no group in _unplaced could be placed, unless the search for its places was given up or a reservation keeps it away: what
//     frees something tries those of which a bundle fits there.
//  3. _unplaced begins with the groups that have lost bundles; the others follow in the order of their creation. Groups go before requests.
//  4. A removed group's parts go back to their nodes when the last grant in them is released.
internal sealed partial class ClusterLedger
{
    private readonly Dictionary<PlacementGroupId, GroupLedger> _groups = [];
    private readonly Dictionary<(string Namespace, string Name), GroupLedger> _groupNames = [];
    private readonly List<GroupLedger> _unplaced = [];
    private List<GroupRecord> _groupChanges = [];

    internal IEnumerable<GroupLedger> Groups => _groups.Values;

    /// <summary>Enters a group and places it if it can be; returns another that has its name already.</summary>
    internal GroupLedger? CreateGroup(GroupSpec spec, ref SettledRequests settled)
    {
        if (_groups.ContainsKey(spec.Id))
            return null;
        if (spec.Name is not null && _groupNames.TryGetValue((spec.Namespace, spec.Name), out var holder))
            return holder;

        var group = Enter(spec, version: 0);
        _groupChanges.Add(group.Change(PlacementGroupState.Pending));
        _unplaced.Add(group);
        TryPlace(group, ref settled);
        return null;
    }

    /// <summary>Takes a group out; what waits for it will never run. Unknown ones are passed over.</summary>
    internal void RemoveGroup(PlacementGroupId id, ref SettledRequests settled)
    {
        if (!_groups.Remove(id, out var group))
            return;
        if (group.Spec.Name is { } name)
            _groupNames.Remove((group.Spec.Namespace, name));
        _unplaced.Remove(group);
        Refuse(group, ref settled);
        var freed = new List<NodeLedger>();
        foreach (var part in group.Parts.OfType<NodeLedger>())
        {
            part.Bundle!.IsClosed = true;
            if (TryGiveBack(part))
                freed.Add(part.Bundle.Node);
        }

        Array.Clear(group.Parts);
        _groupChanges.Add(group.Change(PlacementGroupState.Removed));
        EndServedReservation(ref settled);
        foreach (var node in freed.Distinct())
            Dispatch(node, ref settled);
    }

    /// <summary>Something was released in a ledger.</summary>
    internal void OnFreed(NodeLedger ledger, ref SettledRequests settled)
    {
        if (ledger.Bundle is not { IsClosed: true } slot)
            Dispatch(ledger, ref settled);
        else if (TryGiveBack(ledger))
            Dispatch(slot.Node, ref settled);
    }

    /// <summary>The changes of groups since this was last asked, in order; null if there are none.</summary>
    internal IReadOnlyList<GroupRecord>? TakeGroupChanges()
    {
        if (_groupChanges.Count == 0)
            return null;
        var changes = _groupChanges;
        _groupChanges = [];
        return changes;
    }

    /// <summary>Enters a group of which another ledger kept the books; its bundles come with their nodes, up to <see cref="SettleReported"/>.</summary>
    /// <returns>False if another group has its name: two heads that did not know each other had each entered one.</returns>
    internal bool AdoptGroup(GroupRecord record)
    {
        if (_groups.ContainsKey(record.Id))
            return true;
        if (record.Spec.Name is { } name && _groupNames.ContainsKey((record.Spec.Namespace, name)))
            return false;
        var group = Enter(record.Spec, record.Version);
        group.Reported = record.Places;
        group.State = record.State;
        return true;
    }

    /// <summary>Takes on a node again what the bundles of adopted groups have there.</summary>
    internal void RestoreParts(NodeLedger node)
    {
        foreach (var group in _groups.Values)
        {
            for (var i = 0; group.Reported is { } places && i < places.Count; i++)
            {
                var held = group.Spec.Bundles[i].ToHold;
                if (places[i].Node == node.Id && group.Parts[i] is null && node.Restore(new Holding(held, places[i].GpuIds, IsBlocked: false)) is { } reserved)
                    group.Parts[i] = new NodeLedger(new BundleSlot(new BundleId(group.Spec.Id, i), node, reserved));
            }
        }
    }

    /// <summary>The part of a node that a bundle has; null if it has none there.</summary>
    internal NodeLedger? PartOn(NodeLedger node, BundleId? bundle) =>
        bundle is { } id && _groups.TryGetValue(id.Group, out var group) && (uint)id.Index < (uint)group.Parts.Length
        && group.Parts[id.Index] is { } part && part.Bundle!.Node == node
            ? part
            : null;

    /// <summary>All who could report have: bundles that nobody reported are lost.</summary>
    internal void SettleReported(ref SettledRequests settled)
    {
        foreach (var group in _groups.Values.Where(static group => group.Reported is not null))
        {
            group.Reported = null;
            _groupChanges.Add(group.Change(StateOf(group)));
            if (!group.IsComplete)
                _unplaced.Add(group);
        }

        GroupLedger[] ordered = [.. _unplaced.OrderBy(static group => group.State != PlacementGroupState.Rescheduling)];
        _unplaced.Clear();
        _unplaced.AddRange(ordered);
        PlaceGroups(null, ref settled);
    }

    private static PlacementGroupState StateOf(GroupLedger group) =>
        group.IsComplete ? PlacementGroupState.Created
        : group.State == PlacementGroupState.Pending ? PlacementGroupState.Pending
        : PlacementGroupState.Rescheduling;

    private static bool TryGiveBack(NodeLedger part)
    {
        var slot = part.Bundle!;
        if (slot.Users > 0 || slot.Node.IsRemoved || slot.Reserved.IsReleased)
            return false;
        slot.Reserved.IsReleased = true;
        slot.Node.Return(slot.Reserved);
        return true;
    }

    private GroupLedger Enter(GroupSpec spec, ulong version)
    {
        var group = new GroupLedger(spec, version);
        _groups.Add(spec.Id, group);
        if (spec.Name is { } name)
            _groupNames.Add((spec.Namespace, name), group);
        return group;
    }

    private string? WhyNoGroup(ResourceShape shape) =>
        _groups.ContainsKey(shape.Rule.Group) ? null : $"needs the placement group {shape.Rule.Group}; it was removed";

    private void Refuse(GroupLedger group, ref SettledRequests settled)
    {
        string? reason = null;
        for (var queue = _waiting.First; queue is not null;)
        {
            var next = queue.NextShape;
            while (queue.Shape.Rule.Group == group.Spec.Id && queue.Head is { } head)
            {
                RemoveFromQueue(head, queue);
                head.Settle(reason ??= $"needs {group.Spec.Title}; it was removed");
                settled.Add(head);
            }

            queue = next;
        }
    }

    // With null: whatever was freed.
    private void PlaceGroups(NodeLedger? freed, ref SettledRequests settled)
    {
        if (_unplaced.Count == 0 || freed is { Bundle: not null })
            return;
        foreach (var group in _unplaced.ToArray())
        {
            if (freed is null || HasUseFor(group, freed))
                TryPlace(group, ref settled);
        }
    }

    private static bool HasUseFor(GroupLedger group, NodeLedger node)
    {
        for (var i = 0; i < group.Parts.Length; i++)
        {
            if (group.Parts[i] is null && node.Fits(group.Spec.Bundles[i]))
                return true;
        }

        return false;
    }

    private void TryPlace(GroupLedger group, ref SettledRequests settled)
    {
        var nodes = _reservation is { Node: var kept } ? _nodes.FindAll(node => node != kept) : _nodes;
        int[] places = [.. group.Parts.Select(part => part is null ? -1 : nodes.IndexOf(part.Bundle!.Node))];
        if (group.Parts.Where((part, i) => part is not null && places[i] < 0).Any())
            return; // one of its nodes is the reserved one: it is tried again when that is over
        var (outcome, order) = BundlePlanner.Plan(group.Spec.Strategy, group.Spec.Bundles, nodes, places);
        if (outcome != PlanOutcome.Found)
            return;

        foreach (var i in order)
        {
            var node = nodes[places[i]];
            group.Parts[i] = new NodeLedger(new BundleSlot(new BundleId(group.Spec.Id, i), node, node.Take(group.Spec.Bundles[i].ToHold)));
        }

        _unplaced.Remove(group);
        _groupChanges.Add(group.Change(PlacementGroupState.Created));
        Serve(group, ref settled);
    }

    // Offers a group's new room to what waits for it.
    private void Serve(GroupLedger group, ref SettledRequests settled)
    {
        for (var queue = _waiting.First; queue is not null;)
        {
            var next = queue.NextShape;
            while (queue.Shape.Rule.Group == group.Spec.Id && !queue.IsEmpty && Choose(queue) is { } node)
                PlaceHead(queue, node, ref settled);
            queue = next;
        }
    }

    private void LoseParts(NodeLedger node)
    {
        foreach (var group in _groups.Values)
        {
            var hasLost = false;
            for (var i = 0; i < group.Parts.Length; i++)
            {
                if (group.Parts[i] is { } part && part.Bundle!.Node == node)
                {
                    part.IsRemoved = true;
                    group.Parts[i] = null;
                    hasLost = true;
                }
            }

            if (!hasLost)
                continue;
            _groupChanges.Add(group.Change(PlacementGroupState.Rescheduling));
            if (!_unplaced.Contains(group))
                _unplaced.Insert(_unplaced.FindLastIndex(static other => other.State == PlacementGroupState.Rescheduling) + 1, group);
        }
    }
}

namespace RayAkka.Scheduling;

/// <content>What waits, and what each waits for. For people: it looks at every node for every shape.</content>
internal sealed partial class ClusterLedger
{
    internal IReadOnlyList<PendingDemand> Demand() =>
    [
        .. _unplaced.Select(DemandOf),
        .. _shapes.Queues().OrderBy(static queue => queue.Head!.Sequence).Select(DemandOf),
    ];

    private PendingDemand DemandOf(ShapeQueue queue)
    {
        var shape = queue.Shape;
        var rule = shape.Rule;
        var group = rule.IsGroup ? _groups.GetValueOrDefault(rule.Group) : null;
        var where = group is null ? "" : $" in {(rule.Bundle < 0 ? "" : $"bundle {rule.Bundle} of ")}{group.Spec.Title}";
        var infeasible = WhyInfeasible(shape);
        var waitsFor = infeasible
            ?? (group is not null && !group.IsComplete && Candidates(queue).Count == 0 ? $"waits for {group.Spec.Title} to be placed" : WhatIsShort(shape, Candidates(queue), where));
        return new PendingDemand(shape + where, queue.Count(), waitsFor, infeasible is not null, shape.ToPlace.ToDictionary());
    }

    private string WhatIsShort(ResourceShape shape, List<NodeLedger> candidates, string where)
    {
        var place = where.Length == 0 ? " on one node" : where;
        var missing = shape.ToPlace.Kinds()
            .Select(kind => (Kind: kind, Need: shape.ToPlace.AmountOf(kind), Free: candidates.Count == 0 ? 0 : candidates.Max(node => node.IsDraining ? 0 : node.FreeOf(kind))))
            .Where(static kind => kind.Free < kind.Need)
            .Select(kind => $"{ResourceAmount.Describe(kind.Kind, kind.Need)}{place}; at most {ResourceAmount.Number(kind.Kind, kind.Free)} is free")
            .ToList();
        return missing.Count > 0 ? $"waits for {string.Join(", ", missing)}"
            : _reservation is not null ? $"waits behind an older request for {_reservation.Queue.Shape}, for which the node {_reservation.Node.Id} is kept"
            : $"waits for {shape} free together{place}";
    }

    private PendingDemand DemandOf(GroupLedger group)
    {
        var spec = group.Spec;
        ResourceShape[] missing = [.. spec.Bundles.Where((_, i) => group.Parts[i] is null)];
        var infeasible = WhyNever(spec.Strategy, missing, isWhole: missing.Length == spec.Bundles.Count);
        var bundles = string.Join(" + ", missing.GroupBy(static bundle => bundle).Select(static same => $"{same.Count()} x {{{same.Key}}}"));
        var resources = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var (kind, amount) in missing.SelectMany(static bundle => bundle.ToHold.ToDictionary()))
            resources[kind] = resources.GetValueOrDefault(kind) + amount;
        return new PendingDemand(spec.Title, 1, infeasible ?? $"waits for room for {bundles} ({spec.Strategy})", infeasible is not null, resources);
    }

    private string? WhyNever(PlacementStrategy strategy, ResourceShape[] bundles, bool isWhole)
    {
        foreach (var bundle in bundles)
        {
            if (Feasibility.WhyNot(bundle, _nodes) is { } why)
                return $"{why} (for one bundle)";
        }

        // Shares of GPUs can lie on them in more ways than are tried.
        var isExact = bundles.Count(static bundle => bundle.ToHold.Gpu % ResourceAmount.One != 0) < 2;
        int[] places = [.. bundles.Select(static _ => -1)];
        return isWhole && isExact && BundlePlanner.Plan(strategy, bundles, _nodes, places, empty: true).Outcome == PlanOutcome.None
            ? strategy switch
            {
                PlacementStrategy.StrictPack => "needs all its bundles on one node; no node has that much",
                PlacementStrategy.StrictSpread => $"needs {bundles.Length} nodes, one for each bundle; the cluster has not so many that could take one",
                _ => "needs more than all nodes have together",
            }
            : null;
    }
}

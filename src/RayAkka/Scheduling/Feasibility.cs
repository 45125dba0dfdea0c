namespace RayAkka.Scheduling;

/// <summary>Says why no node could take a shape even if nothing were in use, naming everything that is missing.</summary>
internal static class Feasibility
{
    /// <summary>Null if some node could take it.</summary>
    internal static string? WhyNot(ResourceShape shape, IReadOnlyList<NodeLedger> nodes)
    {
        if (NodeFilter.Candidates(shape, nodes).Count > 0)
            return null;
        if (shape.Rule is { Kind: PlacementRuleKind.Affinity, IsSoft: false } rule)
        {
            if (!nodes.Any(node => node.Id == rule.Node && !node.IsDraining))
                return $"needs the node {rule.Node}; it is not in the cluster";
            nodes = [.. nodes.Where(node => node.Id == rule.Node)];
        }

        var where = shape.Rule.Kind == PlacementRuleKind.Affinity && !shape.Rule.IsSoft ? $"the node {shape.Rule.Node}" : "the cluster";
        var usable = nodes.Where(static node => !node.IsDraining).ToList();
        var reasons = new List<string>();
        var labelled = usable.FindAll(node => shape.Matches(node.Labels));
        foreach (var kind in shape.ToPlace.Kinds())
        {
            var present = usable.Sum(node => node.Capacity.AmountOf(kind));
            if (shape.ToPlace.AmountOf(kind) > present)
                reasons.Add($"needs {Describe(shape, kind)}; {where} has {ResourceAmount.Number(kind, present)}");
        }

        if (labelled.Count == 0 && !shape.Labels.IsEmpty)
            reasons.Add($"needs a node with {LabelsOf(shape)}; {where} has none");
        if (reasons.Count == 0)
            AddNodeReasons(shape, labelled, reasons);
        return string.Join("; ", reasons);
    }

    private static void AddNodeReasons(ResourceShape shape, List<NodeLedger> nodes, List<string> reasons)
    {
        var where = shape.Labels.IsEmpty ? "one node" : $"one node with {LabelsOf(shape)}";
        foreach (var kind in shape.ToPlace.Kinds())
        {
            var largest = nodes.Max(node => node.Capacity.AmountOf(kind));
            if (shape.ToPlace.AmountOf(kind) > largest)
                reasons.Add($"needs {Describe(shape, kind)} on {where}; the largest has {ResourceAmount.Number(kind, largest)}");
        }

        if (reasons.Count > 0)
            return;
        var all = string.Join(" and ", shape.ToPlace.Kinds().Select(kind => Describe(shape, kind)));
        reasons.Add(nodes.Count == 0 ? "needs a node; the cluster has 0" : $"needs {all} on {where}; no node has them together");
    }

    private static string Describe(ResourceShape shape, string kind) => ResourceAmount.Describe(kind, shape.ToPlace.AmountOf(kind));

    private static string LabelsOf(ResourceShape shape)
    {
        var labels = new List<string>();
        foreach (var (key, selector) in shape.Labels)
            labels.Add(selector.Describe(key));
        return (labels.Count == 1 ? "the label " : "the labels ") + string.Join(", ", labels);
    }
}

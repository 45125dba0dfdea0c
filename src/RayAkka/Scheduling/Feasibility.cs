namespace RayAkka.Scheduling;

/// <summary>Says why no node could take a shape even if nothing were in use, naming everything that is missing.</summary>
internal static class Feasibility
{
    /// <summary>Null if some node could take it.</summary>
    internal static string? WhyNot(ResourceShape shape, IReadOnlyList<NodeLedger> nodes)
    {
        var usable = new List<NodeLedger>(nodes.Count);
        foreach (var node in nodes)
        {
            if (node.CouldTake(shape))
                return null;
            if (!node.IsDraining)
                usable.Add(node);
        }

        var reasons = new List<string>();
        var labelled = usable.FindAll(node => shape.Matches(node.Labels));
        foreach (var kind in shape.ToPlace.Kinds())
        {
            var present = usable.Sum(node => node.Capacity.AmountOf(kind));
            if (shape.ToPlace.AmountOf(kind) > present)
                reasons.Add($"needs {Describe(shape, kind)}; the cluster has {ResourceAmount.Number(kind, present)}");
        }

        if (labelled.Count == 0 && !shape.Labels.IsEmpty)
            reasons.Add($"needs a node with {LabelsOf(shape)}; the cluster has none");
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
        foreach (var (key, value) in shape.Labels)
            labels.Add($"{key}={value}");
        return (labels.Count == 1 ? "the label " : "the labels ") + string.Join(", ", labels);
    }
}

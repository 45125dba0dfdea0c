namespace RayAkka.Scheduling;

/// <summary>Adds up what nodes have and what is free. A kind that a node has is listed also when nothing of it is free.</summary>
internal static class UsageReport
{
    internal static IReadOnlyDictionary<string, double> Total(IReadOnlyList<NodeLedger> nodes) =>
        Sum(nodes, static (node, kind) => node.Capacity.AmountOf(kind));

    internal static IReadOnlyDictionary<string, double> Available(IReadOnlyList<NodeLedger> nodes) =>
        Sum(nodes, static (node, kind) => node.IsDraining ? 0 : node.FreeOf(kind));

    internal static IReadOnlyList<NodeUsage> ByNode(IReadOnlyList<NodeLedger> nodes)
    {
        var usage = new NodeUsage[nodes.Count];
        for (var i = 0; i < usage.Length; i++)
        {
            var node = nodes[i];
            usage[i] = new NodeUsage(node.Id, Total([node]), Available([node]), node.Labels);
        }

        return usage;
    }

    private static Dictionary<string, double> Sum(IReadOnlyList<NodeLedger> nodes, Func<NodeLedger, string, long> amountOf)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            foreach (var kind in node.Capacity.Kinds())
                sums[kind] = sums.GetValueOrDefault(kind) + amountOf(node, kind);
        }

        return sums.ToDictionary(
            static sum => sum.Key,
            static sum => sum.Key == ResourceNames.Memory ? sum.Value : ResourceAmount.ToDouble(sum.Value),
            StringComparer.Ordinal);
    }
}

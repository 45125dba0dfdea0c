namespace RayAkka.Scheduling;

/// <summary>Adds up what nodes have and what is free. A kind that a node has is listed also when nothing of it is free.</summary>
internal static class UsageReport
{
    internal static IReadOnlyList<NodeAmounts> Amounts(IReadOnlyList<NodeLedger> nodes)
    {
        var amounts = new NodeAmounts[nodes.Count];
        for (var i = 0; i < amounts.Length; i++)
        {
            var node = nodes[i];
            long[] free = [.. node.Capacity.Kinds().Select(kind => node.IsDraining ? 0 : node.FreeOf(kind))];
            amounts[i] = new NodeAmounts(node.Id, node.Capacity, free, node.Labels);
        }

        return amounts;
    }

    internal static IReadOnlyDictionary<string, double> Total(IReadOnlyList<NodeAmounts> nodes) =>
        Sum(nodes, static (node, kind, _) => node.Capacity.AmountOf(kind));

    internal static IReadOnlyDictionary<string, double> Available(IReadOnlyList<NodeAmounts> nodes) =>
        Sum(nodes, static (node, _, index) => node.Free[index]);

    internal static IReadOnlyList<NodeUsage> ByNode(IReadOnlyList<NodeAmounts> nodes) =>
        [.. nodes.Select(static node => new NodeUsage(node.Id, Total([node]), Available([node]), node.Labels))];

    private static Dictionary<string, double> Sum(IReadOnlyList<NodeAmounts> nodes, Func<NodeAmounts, string, int, long> amountOf)
    {
        var sums = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var index = 0;
            foreach (var kind in node.Capacity.Kinds())
                sums[kind] = sums.GetValueOrDefault(kind) + amountOf(node, kind, index++);
        }

        return sums.ToDictionary(
            static sum => sum.Key,
            static sum => sum.Key == ResourceNames.Memory ? sum.Value : ResourceAmount.ToDouble(sum.Value),
            StringComparer.Ordinal);
    }
}

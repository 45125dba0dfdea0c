namespace RayAkka.Scheduling;

/// <summary>Which nodes come into question for a shape, whatever is in use on them. Pure.</summary>
internal static class NodeFilter
{
    internal static List<NodeLedger> Candidates(ResourceShape shape, IReadOnlyList<NodeLedger> nodes)
    {
        if (shape.Rule.Kind == PlacementRuleKind.Affinity)
        {
            if (nodes.FirstOrDefault(node => node.Id == shape.Rule.Node) is { } wanted && wanted.CouldTake(shape))
                return [wanted];
            if (!shape.Rule.IsSoft)
                return [];
        }

        return [.. nodes.Where(node => node.CouldTake(shape))];
    }
}

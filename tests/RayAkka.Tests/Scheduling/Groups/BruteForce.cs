using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling.Groups;

/// <summary>Tries every assignment of bundles to nodes, in every order of taking: slow, and right by its simplicity.</summary>
internal static class BruteForce
{
    public static bool Exists(PlacementStrategy strategy, ResourceShape[] bundles, NodeLedger[] nodes, bool empty)
    {
        if (nodes.Length == 0)
            return false;
        var assignment = new int[bundles.Length];
        do
        {
            if (Holds(strategy, assignment) && Fits(bundles, nodes, assignment, empty))
                return true;
        }
        while (Next(assignment, nodes.Length));

        return false;
    }

    public static bool Holds(PlacementStrategy strategy, int[] assignment) => strategy switch
    {
        PlacementStrategy.StrictPack => assignment.Distinct().Count() == 1,
        PlacementStrategy.StrictSpread => assignment.Distinct().Count() == assignment.Length,
        _ => true,
    };

    public static bool Fits(ResourceShape[] bundles, NodeLedger[] nodes, int[] assignment, bool empty)
    {
        for (var node = 0; node < nodes.Length; node++)
        {
            var mine = bundles.Where((_, bundle) => assignment[bundle] == node).ToList();
            if (mine.Exists(shape => !shape.Matches(nodes[node].Labels)) || !FitInSomeOrder(mine, nodes[node].Copy(empty)))
                return false;
        }

        return true;
    }

    private static bool FitInSomeOrder(List<ResourceShape> bundles, NodeLedger node)
    {
        if (bundles.Count == 0)
            return true;
        foreach (var bundle in bundles)
        {
            if (!node.Fits(bundle))
                continue;
            var taken = node.Take(bundle.ToHold);
            if (FitInSomeOrder([.. bundles.Where(other => !ReferenceEquals(other, bundle))], node))
                return true;
            node.Return(taken);
        }

        return false;
    }

    private static bool Next(int[] assignment, int nodes)
    {
        for (var i = 0; i < assignment.Length; i++)
        {
            if (++assignment[i] < nodes)
                return true;
            assignment[i] = 0;
        }

        return false;
    }
}

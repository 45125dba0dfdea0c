using Spectre.Console;
using Spectre.Console.Rendering;

namespace RayAkka.Examples.Placement;

/// <summary>A table of the nodes, the bundles on them and their GPUs; below it what waits.</summary>
internal sealed class Board
{
    private IReadOnlyList<NodeInfo> _nodes = [];
    private IReadOnlyList<PlacementGroupInfo> _groups = [];
    private IReadOnlyList<PendingDemand> _waiting = [];

    /// <summary>What happens now.</summary>
    public string Scene { get; set; } = "";

    public void Look()
    {
        (_nodes, _groups, _waiting) = (Ray.Nodes(), Ray.PlacementGroups(), Ray.PendingDemand());
    }

    public IRenderable Draw()
    {
        var table = new Table().Border(TableBorder.Rounded).Caption(Markup.Escape(Caption())).AddColumns("node", "CPUs free", "GPUs free", "bundles (their GPUs)");
        foreach (var (i, node) in _nodes.Index())
        {
            table.AddRow(
                Markup.Escape($"{i + 1} {node.NodeId.ToString()[^8..]}{(node.IsAlive ? "" : " gone")}"), Free(node, "CPU"), Free(node, "GPU"), Markup.Escape(BundlesOn(node.NodeId)));
        }

        return table;
    }

    private static string Free(NodeInfo node, string kind) =>
        node.Resources.TryGetValue(kind, out var total) ? $"{node.Available.GetValueOrDefault(kind)} of {total}" : "-";

    private string Caption() => string.Join("; ", _waiting.Select(static demand => $"{demand.Request} {demand.WaitsFor}").Prepend(Scene));

    private string BundlesOn(NodeId node) => string.Join(
        ", ",
        from placed in _groups
        from bundle in placed.Bundles
        where bundle.NodeId == node
        select $"{placed.Name}[{bundle.Index}]{(bundle.GpuIds.Count == 0 ? "" : $" (GPU {string.Join(", ", bundle.GpuIds)})")}");
}

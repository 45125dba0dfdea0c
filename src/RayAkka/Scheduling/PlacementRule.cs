using RayAkka.Wire;

namespace RayAkka.Scheduling;

/// <summary>How the ledger chooses among the nodes that have what a request needs: a <see cref="SchedulingStrategy"/> as it travels.</summary>
internal sealed record PlacementRule
{
    private PlacementRule()
    {
    }

    internal static PlacementRule Default { get; } = new();

    internal static PlacementRule Spread { get; } = new() { Kind = PlacementRuleKind.Spread };

    internal PlacementRuleKind Kind { get; private init; }

    /// <summary>The node, with <see cref="PlacementRuleKind.Affinity"/>.</summary>
    internal NodeId Node { get; private init; }

    /// <summary>Whether another node may be taken if that one is gone or could never take the request.</summary>
    internal bool IsSoft { get; private init; }

    /// <summary>The group, with <see cref="PlacementRuleKind.Group"/>.</summary>
    internal PlacementGroupId Group { get; private init; }

    /// <summary>The bundle; -1 for any.</summary>
    internal int Bundle { get; private init; } = -1;

    /// <summary>Whether what the request's code starts without a strategy of its own goes to the group too.</summary>
    internal bool Captures { get; private init; }

    internal bool IsGroup => Kind == PlacementRuleKind.Group;

    internal static PlacementRule Affinity(NodeId node, bool isSoft) => new() { Kind = PlacementRuleKind.Affinity, Node = node, IsSoft = isSoft };

    internal static PlacementRule InGroup(PlacementGroupId group, int bundle, bool captures) =>
        new() { Kind = PlacementRuleKind.Group, Group = group, Bundle = bundle, Captures = captures };

    internal static PlacementRule Read(WireReader reader) => (PlacementRuleKind)reader.Byte() switch
    {
        PlacementRuleKind.Default => Default,
        PlacementRuleKind.Spread => Spread,
        PlacementRuleKind.Affinity => Affinity(reader.Node(), reader.Bool()),
        PlacementRuleKind.Group => InGroup(PlacementGroupId.Read(reader), reader.Int(), reader.Bool()),
        var other => throw new WireFormatException($"A scheduling strategy has the unknown kind {(byte)other}."),
    };

    internal void Write(WireWriter writer)
    {
        writer.Byte((byte)Kind);
        if (Kind == PlacementRuleKind.Affinity)
        {
            writer.Node(Node);
            writer.Bool(IsSoft);
        }
        else if (IsGroup)
        {
            Group.Write(writer);
            writer.Int(Bundle);
            writer.Bool(Captures);
        }
    }
}

namespace RayAkka.Scheduling;

/// <summary>What a bundle has taken on a node. Its <see cref="NodeLedger"/> counts what of that is in use.</summary>
/// <param name="id">The bundle.</param>
/// <param name="node">The node.</param>
/// <param name="reserved">What it has taken there.</param>
internal sealed class BundleSlot(BundleId id, NodeLedger node, LedgerGrant reserved)
{
    internal BundleId Id { get; } = id;

    internal NodeLedger Node { get; } = node;

    internal LedgerGrant Reserved { get; } = reserved;

    /// <summary>How many grants lie in it.</summary>
    internal int Users { get; private set; }

    /// <summary>Whether the group was removed: the node has it back when the last grant is released, since until then code may use its GPUs.</summary>
    internal bool IsClosed { get; set; }

    internal void Count(int grants) => Users += grants;
}

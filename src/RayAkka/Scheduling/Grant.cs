using System.Collections.ObjectModel;

namespace RayAkka.Scheduling;

/// <summary>
/// A place on a node, with what it holds there, until <see cref="ClusterScheduler.Release"/>. One is allocated for every task: keep it
/// within 64 bytes. The scheduler's lock guards the mutable fields.
/// </summary>
internal sealed class Grant
{
    internal Grant(NodeLedger ledger, ResourceSet held, ReadOnlyCollection<int> gpuIds)
    {
        Ledger = ledger;
        Held = held;
        GpuIds = gpuIds;
    }

    internal NodeId Node => Ledger.Id;

    internal ResourceSet Held { get; }

    /// <summary>The ids of the GPUs it may use, the same for its whole life; a fraction of a GPU shares its id with others.</summary>
    internal IReadOnlyList<int> GpuIds { get; }

    internal NodeLedger Ledger { get; }

    /// <summary>How many waits are open on it; while there is one, its CPU is given back.</summary>
    internal int Blocks { get; set; }

    internal bool IsReleased { get; set; }
}

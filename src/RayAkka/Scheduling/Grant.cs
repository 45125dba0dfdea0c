using System.Collections.ObjectModel;

namespace RayAkka.Scheduling;

/// <summary>
/// A place on a node, with what it holds there, until <see cref="IScheduler.Release"/>. One is allocated for every task: keep it small,
/// and that of an embedded cluster within 64 bytes. The scheduler's lock guards the mutable fields.
/// </summary>
internal abstract class Grant
{
    private protected Grant(ResourceSet held, ReadOnlyCollection<int> gpuIds)
    {
        Held = held;
        GpuIds = gpuIds;
    }

    internal abstract NodeId Node { get; }

    internal ResourceSet Held { get; }

    /// <summary>The ids of the GPUs it may use, the same for its whole life; a fraction of a GPU shares its id with others.</summary>
    internal ReadOnlyCollection<int> GpuIds { get; }

    /// <summary>How many waits are open on it; while there is one, its CPU is given back.</summary>
    internal int Blocks { get; set; }

    internal bool IsReleased { get; set; }

    /// <summary>The bundle of a placement group in which it lies; null if in none.</summary>
    internal abstract BundleId? Bundle { get; }

    /// <summary>Whether what its holder starts goes to the placement group too.</summary>
    internal bool Captures { get; set; }
}

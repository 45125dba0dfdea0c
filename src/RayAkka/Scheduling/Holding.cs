using System.Collections.ObjectModel;

namespace RayAkka.Scheduling;

/// <summary>What a grant from before holds on a node that joins: it is taken again, exactly.</summary>
/// <param name="Held">The amounts.</param>
/// <param name="GpuIds">The very GPUs.</param>
/// <param name="IsBlocked">Whether its holder waits, so that its CPU is lent to others.</param>
/// <param name="Bundle">The bundle in which it lies; null if in none.</param>
internal readonly record struct Holding(ResourceSet Held, ReadOnlyCollection<int> GpuIds, bool IsBlocked, BundleId? Bundle = null);

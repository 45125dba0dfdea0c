namespace RayAkka.Scheduling;

/// <summary>
/// Ray's default placement: fill the nodes in their stable order until each is used to the threshold, then go to the least used. Nodes
/// with GPUs are kept for those who need them as long as another node fits. Pure: it knows numbers, not ledgers.
/// </summary>
internal static class HybridPolicy
{
    /// <summary>The best score there is: nobody need look further.</summary>
    internal const double Best = 0;

    /// <summary>More than any share in use counts.</summary>
    internal const double GpuPenalty = 1e6;

    /// <summary>Ranks a node that fits; the lowest score wins, the earlier node among equals.</summary>
    /// <param name="utilisation">The share in use of the node's scarcest resource, 0 to 1.</param>
    /// <param name="threshold">Up to here, exclusive, nodes are packed.</param>
    /// <param name="nodeHasGpus">Whether the node has GPUs.</param>
    /// <param name="needsGpus">Whether the request asks for GPUs.</param>
    internal static double Score(double utilisation, double threshold, bool nodeHasGpus, bool needsGpus) =>
        (utilisation < threshold ? Best : utilisation) + (nodeHasGpus && !needsGpus ? GpuPenalty : 0);
}

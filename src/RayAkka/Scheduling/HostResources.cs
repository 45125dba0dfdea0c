namespace RayAkka.Scheduling;

/// <summary>What this machine offers to a node, within the limits set to this process (affinity, containers).</summary>
internal static class HostResources
{
    internal static int Cpus => Environment.ProcessorCount;

    /// <summary>Bytes that the garbage collector may count on.</summary>
    internal static long Memory => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}

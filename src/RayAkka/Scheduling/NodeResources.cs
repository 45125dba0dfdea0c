namespace RayAkka.Scheduling;

/// <summary>The capacity of a node from its options.</summary>
internal static class NodeResources
{
    public static ResourceSet Of(NodeOptions options) => ResourceSet.Create(
        options.NumCpus ?? HostResources.Cpus, options.NumGpus ?? 0, options.Memory ?? HostResources.Memory, options.Resources);
}

namespace RayAkka.Cluster;

/// <summary>The roles of Akka.Cluster that mean something here.</summary>
internal static class NodeRoles
{
    /// <summary>Hosts actors and runs tasks: every node that is no driver. The split-brain resolver counts these.</summary>
    public const string Worker = "ray-node";

    /// <summary>Has GPUs.</summary>
    public const string Gpu = "gpu";

    /// <summary>Hosts nothing.</summary>
    public const string Driver = "driver";
}

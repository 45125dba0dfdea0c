namespace RayAkka.Cluster;

/// <summary>The runtime of another node in this process.</summary>
internal interface IPeerRuntime
{
    NodeId Node { get; }

    /// <summary>Drains the node, takes it out of the cluster and ends it.</summary>
    Task ShutdownAsync();
}

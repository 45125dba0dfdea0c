namespace RayAkka.Cluster.Hosting;

/// <summary>A member of a cluster that runs in this process.</summary>
internal interface INode
{
    /// <summary>Completes when the cluster has put this node out, with the reason. It does not complete by leaving.</summary>
    Task<string> Expelled { get; }

    /// <summary>Takes no new work and completes when what runs here has ended, at the latest after the drain timeout.</summary>
    Task DrainAsync(CancellationToken cancellationToken);

    /// <summary>Leaves the cluster and ends.</summary>
    Task ShutdownAsync();
}

using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Hosting;

/// <summary>Starts nodes: the seam between what runs a process and what runs in it.</summary>
internal interface INodeStarter
{
    /// <summary>Joins the cluster.</summary>
    /// <exception cref="RayException">The cluster could not be joined.</exception>
    Task<INode> StartAsync(ClusterSettings settings, ILoggerFactory? logs, CancellationToken cancellationToken);
}

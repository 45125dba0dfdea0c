using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Hosting;

/// <summary>Starts the session of a program, so that all of it can use <see cref="Ray"/>: on a node as well as in a driver.</summary>
internal sealed class SessionStarter : INodeStarter
{
    public async Task<INode> StartAsync(ClusterSettings settings, ILoggerFactory? logs, CancellationToken cancellationToken)
    {
        await Task.Run(() => Ray.Init(ClusterEngines.Options(settings, logs)), cancellationToken).ConfigureAwait(false);
        return new RuntimeNode(RayRuntime.Current!);
    }
}

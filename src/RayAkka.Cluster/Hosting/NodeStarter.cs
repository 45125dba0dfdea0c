using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Hosting;

/// <summary>Starts a node for a program that does nothing else.</summary>
internal sealed class NodeStarter : INodeStarter
{
    public async Task<INode> StartAsync(ClusterSettings settings, ILoggerFactory? logs, CancellationToken cancellationToken)
    {
        var options = ClusterEngines.Options(settings, logs);
        var node = HeadNode.From(options, out var gpuError);
        var runtime = await RayRuntime.StartNodeAsync(options, node, cancellationToken).ConfigureAwait(false);
        if (gpuError is not null)
        {
            runtime.Log.GpuDetectionFailed(gpuError);
        }

        return new RuntimeNode(runtime);
    }
}

using System.Net;
using RayAkka.Cluster;
using RayAkka.Cluster.Hosting;
using RayAkka.Cluster.Serialization;
using RayAkka.Wire;

namespace RayAkka.Testing;

/// <summary>Clusters on the Akka.NET engine for tests: <c>await using var cluster = await RayCluster.StartAsync(AkkaClusterEngine.InProcess());</c></summary>
public static class AkkaClusterEngine
{
    /// <summary>
    /// A driver and its nodes in this process, each an ActorSystem with a runtime of its own on a free port of the loopback interface: all that
    /// goes from one to another is encoded and sent. A node that is killed is noticed in about a second.
    /// </summary>
    /// <param name="allowedTypes">
    /// More types that may travel than those that signatures of remote classes name: full names, or prefixes that end in <c>*</c>. Default none.
    /// </param>
    public static ClusterEngine InProcess(params string[] allowedTypes)
    {
        ArgumentNullException.ThrowIfNull(allowedTypes);
        return new Engine(allowedTypes);
    }

    private sealed class Engine(string[] allowedTypes) : ClusterEngine
    {
        internal override RayOptions Apply(RayOptions options)
        {
            var settings = new AkkaEngineSettings
            {
                Values = new HyperionValueCodec(),
                ForOneProcess = true,
                AllowedTypes = allowedTypes,
                LoggerFactory = options.LoggerFactory,
            };
            return ClusterSession.Over(options, ClusterSession.WithDataConnections(settings, IPAddress.Loopback), ClusterPart.DriverBesideNodes);
        }
    }
}

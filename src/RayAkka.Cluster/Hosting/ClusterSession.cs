using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using RayAkka.Cluster.Data;
using RayAkka.Cluster.Remoting;
using RayAkka.Engine;

namespace RayAkka.Cluster.Hosting;

/// <summary>Makes sessions of the runtime run over the Akka.NET engine.</summary>
internal static class ClusterSession
{
    // Akka's remoting has its own limit; here a frame is as large as the largest message in it.
    public const int LargestFrame = 1 << 30;

    /// <summary>The same options, for a session over an engine with these settings.</summary>
    public static RayOptions Over(RayOptions options, AkkaEngineSettings settings, ClusterPart part) => options with
    {
        ClusterPart = part,
        EngineFactory = () => new AkkaEngine(WithPeers(settings, options)),
    };

    /// <summary>The same settings, with data connections.</summary>
    /// <param name="settings">The settings.</param>
    /// <param name="address">Where to listen.</param>
    /// <param name="port">The port; 0 takes a free one.</param>
    /// <param name="publicHost">The name by which others reach it; null: the address.</param>
    public static AkkaEngineSettings WithDataConnections(
        AkkaEngineSettings settings, IPAddress address, int port = 0, string? publicHost = null) => settings with
        {
            OpenDataChannel = (self, _, events, _) => DataConnections.OpenAsync(
                new DataOptions
                {
                    Self = self,
                    Address = address,
                    Port = port,
                    Secret = settings.Secret.Length == 0 ? null : Encoding.UTF8.GetBytes(settings.Secret),
                    Tls = settings.Tls,
                    MaxFrame = LargestFrame,
                    Time = settings.TimeProvider,
                },
                publicHost,
                events,
                settings.LoggerFactory?.CreateLogger("RayAkka.Cluster") ?? NullLogger.Instance),
        };

    private static AkkaEngineSettings WithPeers(AkkaEngineSettings settings, RayOptions options) => settings with
    {
        StartRuntime = async (node, engine, cancellationToken) =>
        {
            var nodeOptions = options with { ClusterPart = ClusterPart.Node, EngineFactory = () => engine };
            return new PeerRuntime(await RayRuntime.StartNodeAsync(nodeOptions, node, cancellationToken).ConfigureAwait(false));
        },
    };

    private sealed class PeerRuntime(RayRuntime runtime) : IPeerRuntime
    {
        public NodeId Node => runtime.Self;

        public async Task ShutdownAsync()
        {
            await runtime.DrainAsync().ConfigureAwait(false);
            await runtime.ShutdownAsync().ConfigureAwait(false);
        }
    }
}

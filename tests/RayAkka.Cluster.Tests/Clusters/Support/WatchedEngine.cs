using System.Collections.Concurrent;
using System.Net;
using Akka.Configuration;
using RayAkka.Cluster.Hosting;
using RayAkka.Cluster.Remoting;
using RayAkka.Cluster.Security;
using RayAkka.Testing;
using RayAkka.Wire;

namespace RayAkka.Cluster.Tests.Clusters.Support;

/// <summary>What <see cref="AkkaClusterEngine.InProcess"/> is, with a way into each of its nodes.</summary>
internal sealed class WatchedEngine : ClusterEngine
{
    public const int Buckets = 4;

    private readonly ConcurrentDictionary<NodeId, WatchedChannel> _channels = new();
    private readonly ConcurrentDictionary<NodeId, Member> _members = new();

    /// <summary>Encryption of all connections; null: none.</summary>
    public NodeTls? Tls { get; init; }

    /// <summary>Whether there are connections beside those of Akka.Remote.</summary>
    public bool HasDataConnections { get; init; } = true;

    /// <summary>What stands above the configuration of every node.</summary>
    public Config Config { get; init; } = Config.Empty;

    /// <summary>The driver's engine.</summary>
    public AkkaEngine Driver { get; private set; } = null!;

    /// <summary>The nodes that were started, those that were killed since too.</summary>
    public IReadOnlyDictionary<NodeId, Member> Members => _members;

    /// <summary>The data connections of the nodes and of the driver.</summary>
    public IEnumerable<WatchedChannel> Channels => _channels.Values;

    /// <summary>The data connections of the driver.</summary>
    public WatchedChannel DriversChannel => _channels.Single(channel => !_members.ContainsKey(channel.Key)).Value;

    public NodeId DriversId => _channels.Keys.Single(node => !_members.ContainsKey(node));

    internal override RayOptions Apply(RayOptions options)
    {
        var settings = new AkkaEngineSettings
        {
            Values = GraphCodec.Instance,
            ForOneProcess = true,
            BucketsPerNode = Buckets,
            LoggerFactory = options.LoggerFactory,
            Tls = Tls,
            Config = Config,
        };
        var open = ClusterSession.WithDataConnections(settings, IPAddress.Loopback).OpenDataChannel!;
        settings = settings with
        {
            OpenDataChannel = HasDataConnections
                ? async (self, secret, events, cancel) => _channels[self] = new WatchedChannel((DataConnections)await open(self, secret, events, cancel))
                : null,
            StartRuntime = async (node, engine, cancel) =>
            {
                var runtime = await RayRuntime.StartNodeAsync(options with { ClusterPart = ClusterPart.Node, EngineFactory = () => engine }, node, cancel);
                _members[runtime.Self] = new Member(runtime, engine, _channels.GetValueOrDefault(runtime.Self)!);
                return new PeerRuntime(runtime);
            },
        };
        return options with { ClusterPart = ClusterPart.DriverBesideNodes, EngineFactory = () => Driver = new AkkaEngine(settings) };
    }

    private sealed class PeerRuntime(RayRuntime runtime) : IPeerRuntime
    {
        public NodeId Node => runtime.Self;

        public async Task ShutdownAsync()
        {
            await runtime.DrainAsync();
            await runtime.ShutdownAsync();
        }
    }
}

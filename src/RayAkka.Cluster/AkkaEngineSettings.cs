using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Membership;
using RayAkka.Cluster.Remoting;
using RayAkka.Cluster.Security;
using RayAkka.Wire;

namespace RayAkka.Cluster;

/// <summary>What an <see cref="AkkaEngine"/> works with.</summary>
internal sealed record AkkaEngineSettings
{
    /// <summary>The name of the actor systems; the same on all nodes of a cluster.</summary>
    public string SystemName { get; init; } = "rayakka";

    /// <summary>The node's own HOCON; what it does not say stands in rayakka.reference.conf.</summary>
    public Config Config { get; init; } = Config.Empty;

    /// <summary>Roles beside those of <see cref="NodeRoles"/> and of akka.cluster.roles.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>Among how many shards a node's actors are spread. Akka's coordinator knows the buckets, never the actors.</summary>
    public int BucketsPerNode { get; init; } = 16;

    /// <summary>What a node must know to be let in. Empty: nothing.</summary>
    public string Secret { get; init; } = "";

    /// <summary>How long to wait for the cluster before joining has failed.</summary>
    public TimeSpan JoinTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a goodbye may take before the node ends without it.</summary>
    public TimeSpan GoodbyeTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait until another node of this process is removed.</summary>
    public TimeSpan RemovalTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a frame may be without acknowledgement before it is sent again.</summary>
    public TimeSpan ResendAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Encodes the user's object graphs.</summary>
    public required IValueCodec Values { get; init; }

    /// <summary>More types that may travel.</summary>
    public IReadOnlyList<string> AllowedTypes { get; init; } = [];

    /// <summary>Encrypts all connections, with certificates on both sides; null: none is encrypted.</summary>
    public NodeTls? Tls { get; init; }

    /// <summary>Opens the node's data connections; null: none, everything travels over Akka.Remote.</summary>
    public Func<NodeId, ClusterSecret, IDataChannelEvents, CancellationToken, Task<IDataChannel>>? OpenDataChannel { get; init; }

    /// <summary>Starts the runtime of another node in this process on the engine that is given; null: this engine has no such nodes.</summary>
    public Func<NodeOptions, AkkaEngine, CancellationToken, Task<IPeerRuntime>>? StartRuntime { get; init; }

    /// <summary>Where logs go. Null: warnings and errors to the standard error stream.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The node to join, for further nodes in one process; null: those of akka.cluster.seed-nodes, or none, and this is the first.</summary>
    public Address? JoinTo { get; init; }

    /// <summary>
    /// Several nodes in one process, for tests: a node that is killed is noticed in about a second, since nothing but load can delay a
    /// heartbeat there, and what load delays is not put out before the split-brain resolver's stable-after.
    /// </summary>
    public bool ForOneProcess { get; init; }
}

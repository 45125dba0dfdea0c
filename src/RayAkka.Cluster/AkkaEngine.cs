using System.Collections.Concurrent;
using Akka.Actor;
using RayAkka.Cluster.Diagnostics;
using RayAkka.Cluster.Membership;
using RayAkka.Cluster.Remoting;
using RayAkka.Cluster.Shells;
using RayAkka.Engine;
using RayAkka.Wire;
using Envelope = RayAkka.Engine.Envelope;

namespace RayAkka.Cluster;

/// <summary>
/// The engine of many processes: one node of an Akka.NET cluster. Akka carries membership, placement and the ends of nodes; envelopes and
/// objects go over the data connections, or over Akka.Remote where there is none.
/// </summary>
/// <remarks>
/// Invariants: (1) OnPeerUp comes before any envelope of that node and before its OnNodeDown, and nothing of it comes after that; (2) from
/// its expulsion, its crash or the end of its goodbye on, an engine tells its runtime nothing more and sends nothing.
/// </remarks>
internal sealed partial class AkkaEngine : IClusterEngine
{
    private static readonly TimeSpan s_timeToConnect = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<NodeId, KnownPeer> _peers = new();
    private readonly AkkaEngineSettings _settings;
    private readonly ClusterLog _log;
    private IClusterEvents? _events;
    private NodeSystem? _node;
    private IDataChannel? _data;
    private NodeId _self;
    private volatile bool _over;
    private volatile bool _leaving;

    public AkkaEngine(AkkaEngineSettings settings)
    {
        _settings = settings;
        _log = new ClusterLog(settings.LoggerFactory);
    }

    public string Name => "akka";

    public bool DeliversDirectly => false;

    public IValueCodec Values => _settings.Values;

    public IReadOnlyList<string> AllowedTypes => _settings.AllowedTypes;

    public TimeSpan ResendAfter => _settings.ResendAfter;

    /// <summary>The actor system and its actors; for tests and for what reads the cluster's state.</summary>
    public NodeSystem Node => _node ?? throw new InvalidOperationException("The engine has not joined a cluster.");

    public void Attach(IEngineEvents events) => _events = (IClusterEvents)events;

    public ValueTask StartNodeAsync(NodeId node, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A node of the Akka.NET engine joins with JoinAsync; another one in this process starts with StartPeerAsync.");

    public void StartShell(NodeId node, ActorId actor) =>
        throw new NotSupportedException("A shell of the Akka.NET engine is made with its incarnation and its tenant.");

    public void StopShell(NodeId node, ActorId actor) =>
        throw new NotSupportedException("A shell of the Akka.NET engine ends with its incarnation.");

    public void StartShell(ActorId actor, int incarnation, bool usesGpu, IShellTenant tenant)
    {
        var node = Node;
        node.Registry.Add(actor, incarnation, tenant, usesGpu);
        if (_over || !node.Regions.Tell(actor, incarnation, usesGpu, new CreateShell(actor, incarnation), node.Answers))
        {
            node.Registry.Remove(actor, incarnation);
            tenant.OnShellLost(new RayException(_over
                ? "The node is not in the cluster any more."
                : "The node has no region for that actor: one that holds a GPU needs a node with the role gpu, and a driver hosts none."));
        }
    }

    public void StopShell(ActorId actor, int incarnation)
    {
        var node = Node;
        if (node.Registry.Remove(actor, incarnation, out var usesGpu))
        {
            node.Regions.Tell(actor, incarnation, usesGpu, new EndShell(actor, incarnation), ActorRefs.NoSender);
        }
    }

    public void Send(NodeId from, NodeId to, Envelope envelope)
    {
        if (_over || !_peers.TryGetValue(to, out var peer) || _data?.TrySend(to, envelope) == true)
        {
            return;
        }

        if (_data is not null && _settings.TimeProvider.GetElapsedTime(peer.UnconnectedSince) > s_timeToConnect && !peer.IsSuspected && peer.TellOfFallback())
        {
            _log.UsesFallback(peer.Peer.Address.HostAndPort, "there is no data connection to it");
        }

        peer.Fallback.Tell(envelope, ActorRefs.NoSender);
    }

    public async Task FetchAsync(NodeId holder, ulong number, Func<byte[], long, Memory<byte>> allocate, CancellationToken cancellationToken)
    {
        if (_over || !_peers.TryGetValue(holder, out var peer))
        {
            throw new ObjectLostException($"The object is lost: node {holder}, which held it, is not in the cluster.");
        }

        if (_data?.IsConnected(holder) == true)
        {
            await _data.FetchAsync(holder, number, allocate, cancellationToken).ConfigureAwait(false);
            return;
        }

        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Node.Objects.Tell(new Fetch(holder, peer.Objects, number, allocate, done), ActorRefs.NoSender);
        await using var registration = cancellationToken.Register(
            () => Node.Objects.Tell(new StopFetch(done, cancellationToken), ActorRefs.NoSender)).ConfigureAwait(false);
        await done.Task.ConfigureAwait(false);
    }
}

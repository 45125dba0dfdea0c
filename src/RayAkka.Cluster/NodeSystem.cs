using Akka.Actor;
using Akka.Actor.Setup;
using Akka.Cluster;
using Akka.Cluster.Tools.Singleton;
using Akka.Configuration;
using RayAkka.Cluster.Diagnostics;
using RayAkka.Cluster.Election;
using RayAkka.Cluster.Membership;
using RayAkka.Cluster.Remoting;
using RayAkka.Cluster.Security;
using RayAkka.Cluster.Sharding;
using RayAkka.Cluster.Shells;
using RayAkka.Engine;
using AkkaCluster = Akka.Cluster.Cluster;

namespace RayAkka.Cluster;

/// <summary>The actor system of one node and the engine's actors in it.</summary>
internal sealed class NodeSystem
{
    private const string TransportDispatcher = "rayakka.transport-dispatcher";
    private const string ClusterDispatcher = "rayakka.cluster-dispatcher";

    private readonly AkkaEngineSettings _settings;
    private readonly ClusterLog _log;
    private readonly NodeHello _hello;
    private IActorRef? _agent;
    private IActorRef? _frames;
    private IActorRef? _objects;
    private IActorRef? _answers;

    public NodeSystem(AkkaEngineSettings settings, NodeHello hello, ClusterLog log)
    {
        _settings = settings;
        _log = log;
        var config = NodeConfig.For(settings, hello);
        TlsGuard.Check(settings.Config, settings.Tls is not null, TlsGuard.Installed);
        var setup = BootstrapSetup.Create().WithConfig(config).And(new LoggingSetup(settings.LoggerFactory));
        System = ActorSystem.Create(settings.SystemName, settings.Tls is { } tls ? setup.And(RemoteTls.SetupOf(tls)) : setup);
        Cluster = AkkaCluster.Get(System);
        Self = NodeAddress.Of(Cluster.SelfUniqueAddress);
        _hello = hello with { Address = Self.HostAndPort };
        Regions = new Regions(System, Registry, settings.BucketsPerNode);
        CoordinatedShutdown.Get(System).AddTask(CoordinatedShutdown.PhaseBeforeClusterShutdown, "rayakka-regions", async () =>
        {
            await Regions.StopAsync().ConfigureAwait(false);
            return Akka.Done.Instance;
        });
    }

    public ActorSystem System { get; }

    public AkkaCluster Cluster { get; }

    public NodeAddress Self { get; }

    /// <summary>Whether the others count this node in.</summary>
    public bool IsMember => Cluster.SelfMember.Status is MemberStatus.Up or MemberStatus.WeaklyUp;

    public ShellRegistry Registry { get; } = new();

    public Regions Regions { get; }

    /// <summary>Gets what shells answer to this node.</summary>
    public IActorRef Answers => _answers!;

    /// <summary>The actor of this node that moves objects over Akka.Remote.</summary>
    public IActorRef Objects => _objects!;

    /// <summary>Starts what must be there before this node is seen by others.</summary>
    public void StartActors(
        IMembershipListener listener, IDataChannel? data, Action<NodeId, RayAkka.Engine.Envelope> deliver, Func<ulong, ObjectSource?> open)
    {
        var node = _hello.Node;
        var log = _log;
        _frames = System.ActorOf(
            Props.Create(() => new FrameReceiver(node, deliver, log)).WithDispatcher(TransportDispatcher), FrameReceiver.Name);
        _objects = System.ActorOf(Props.Create(() => new ObjectActor(node, open)).WithDispatcher(TransportDispatcher), ObjectActor.Name);
        var registry = Registry;
        _answers = System.ActorOf(Props.Create(() => new ShellAnswers(registry)).WithDispatcher(ClusterDispatcher));
        var agentSettings = new AgentSettings(
            Self,
            _hello,
            new ClusterSecret(_settings.Secret),
            data?.Host ?? "",
            data?.Port ?? 0,
            address => System.ActorSelection(PathOf(address, AgentActor.Name)))
        {
            RemovalMargin = ClusterSingletonManagerSettings.Create(System).RemovalMargin,
        };
        _agent = System.ActorOf(
            Props.Create(() => new AgentActor(agentSettings, listener, log)).WithDispatcher(ClusterDispatcher), AgentActor.Name);
    }

    /// <summary>Becomes a member.</summary>
    public async Task JoinClusterAsync(CancellationToken cancellationToken)
    {
        var up = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Cluster.RegisterOnMemberUp(() => up.TrySetResult());
        if (_settings.JoinTo is { } address)
        {
            Cluster.Join(address);
        }
        else if (Cluster.Settings.SeedNodes.IsEmpty)
        {
            Cluster.Join(Self.Address);
        }

        await up.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Prepares what makes this node a place for actors, before it joins: its regions, its part in the election.</summary>
    public async Task PrepareToHostAsync(IClusterEvents events)
    {
        var address = Self.HostAndPort;
        var log = _log;
        var keeper = Props.Create(() => new BooksKeeper(events, () => log.Elected(address))).WithDispatcher(ClusterDispatcher);
        System.ActorOf(
            ClusterSingletonManager.Props(keeper, ClusterSingletonManagerSettings.Create(System).WithRole(NodeRoles.Worker)),
            "rayakka-books");
        await Regions.StartAsync(Cluster.SelfRoles.Contains(NodeRoles.Gpu)).ConfigureAwait(false);
    }

    /// <summary>Completes when every node that is a member now has been met, or is gone.</summary>
    public Task GreetAllAsync(GreetAll greetAll, CancellationToken cancellationToken)
    {
        _agent!.Tell(greetAll, ActorRefs.NoSender);
        return greetAll.Done.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Makes the sender of envelopes to a peer over Akka.Remote.</summary>
    public IActorRef NewFrameSender(Peer peer)
    {
        var from = _hello.Node;
        var to = peer.Node;
        ICanTell receiver = RefAt(peer.Address.Address, FrameReceiver.Name);
        return System.ActorOf(Props.Create(() => new FrameSender(from, to, receiver)).WithDispatcher(TransportDispatcher));
    }

    /// <summary>The actor of another node that moves objects over Akka.Remote.</summary>
    public ICanTell ObjectsOf(Peer peer) => RefAt(peer.Address.Address, ObjectActor.Name);

    /// <summary>A peer is gone: nothing of it is kept.</summary>
    public void Forget(NodeId peer)
    {
        _frames!.Tell(peer, ActorRefs.NoSender);
        _objects!.Tell(peer, ActorRefs.NoSender);
    }

    /// <summary>Leaves the cluster with a goodbye and ends the system.</summary>
    public async Task LeaveAsync(TimeSpan limit)
    {
        try
        {
            await CoordinatedShutdown.Get(System).Run(CoordinatedShutdown.ClusterLeavingReason.Instance).WaitAsync(limit).ConfigureAwait(false);
            await System.WhenTerminated.WaitAsync(limit).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            Abort();
        }
    }

    /// <summary>Ends the system without a goodbye, as a crash would.</summary>
    public void Abort() => ((ExtendedActorSystem)System).Abort();

    private static string PathOf(Address address, string name) => $"{address}/user/{name}";

    private IActorRef RefAt(Address address, string name) =>
        ((ExtendedActorSystem)System).Provider.ResolveActorRef(PathOf(address, name));
}

using Akka.Actor;
using Akka.Cluster;
using Akka.Event;
using Akka.Remote;
using RayAkka.Cluster.Diagnostics;
using RayAkka.Engine;
using RayAkka.Wire;
using AkkaCluster = Akka.Cluster.Cluster;

namespace RayAkka.Cluster.Membership;

/// <summary>The agent of a node: it greets the other members and tells the engine who comes and goes.</summary>
/// <remarks>
/// The greeting: a node says <see cref="Hello"/> to each member and repeats it until that one has answered <see cref="Welcome"/> and has
/// said its own Hello. Invariants: (1) OnGreeted comes once a node and before its OnMet, which needs that it is a member, has proved itself
/// and has welcomed this node; (2) OnGone comes once for each node that was greeted, and nothing after it; (3) a node that does not
/// prove itself, or speaks another protocol, gets a line in the log here, and no answer; (4) a unique id that is gone does not come back.
/// </remarks>
internal sealed partial class AgentActor : UntypedActor, IWithTimers
{
    /// <summary>The agent's name under /user.</summary>
    public const string Name = "rayakka";

    private const string Died = "its node has died";

    private readonly Dictionary<NodeAddress, Acquaintance> _known = [];
    private readonly HashSet<NodeAddress> _gone = [];
    private readonly HashSet<NodeAddress> _refused = [];
    private readonly Queue<GreetAll> _asked = new();
    private readonly List<GreetAll> _waiting = [];
    private readonly AgentSettings _settings;
    private readonly IMembershipListener _listener;
    private readonly ClusterLog _log;
    private readonly byte[] _node;
    private bool _expelled;

    public AgentActor(AgentSettings settings, IMembershipListener listener, ClusterLog log)
    {
        _settings = settings;
        _listener = listener;
        _log = log;
        var writer = new WireWriter();
        settings.Hello.Write(writer);
        _node = writer.ToArray();
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        Timers.StartPeriodicTimer("repeat", Repeat.Instance, _settings.RepeatEvery);
        if (_settings.WatchesCluster)
        {
            AkkaCluster.Get(Context.System).Subscribe(
                Self,
                ClusterEvent.SubscriptionInitialStateMode.InitialStateAsEvents,
                typeof(ClusterEvent.MemberUp),
                typeof(ClusterEvent.MemberDowned),
                typeof(ClusterEvent.IReachabilityEvent),
                typeof(ClusterEvent.MemberRemoved));
            Context.System.EventStream.Subscribe(Self, typeof(ThisActorSystemQuarantinedEvent));
        }
    }

    protected override void PostStop()
    {
        if (_settings.WatchesCluster)
        {
            AkkaCluster.Get(Context.System).Unsubscribe(Self);
            Context.System.EventStream.Unsubscribe(Self);
        }
    }

    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case Hello hello:
                OnHello(hello);
                break;
            case Welcome welcome when welcome.ToUid == _settings.Self.Uid:
                OnWelcome(welcome);
                break;
            case Repeat:
                SayHelloAgain();
                break;
            case MemberAppeared appeared:
                OnAppeared(appeared.Member);
                break;
            case MemberGone gone:
                OnGone(gone.Member, gone.Reason);
                break;
            case GreetAll greetAll:
                _asked.Enqueue(greetAll);
                AkkaCluster.Get(Context.System).SendCurrentClusterState(Self);
                break;
            case ClusterEvent.CurrentClusterState state:
                StartWaiting(state);
                break;
            case ClusterEvent.MemberUp up:
                OnAppeared(NodeAddress.Of(up.Member.UniqueAddress));
                break;
            case ClusterEvent.UnreachableMember unreachable:
                OnReachability(unreachable.Member, answers: false);
                break;
            case ClusterEvent.ReachableMember reachable:
                OnReachability(reachable.Member, answers: true);
                break;
            case ClusterEvent.MemberDowned downed when IsSelf(downed.Member):
                Expel("it was put out of the cluster (downed): the others could not reach it, or it could not reach enough of them");
                break;
            case ClusterEvent.MemberRemoved removed when IsSelf(removed.Member):
                Expel("it was removed from the cluster");
                break;
            case ClusterEvent.MemberRemoved removed:
                OnRemoved(NodeAddress.Of(removed.Member.UniqueAddress), removed.PreviousStatus == MemberStatus.Down);
                break;
            case ThisActorSystemQuarantinedEvent quarantined:
                Expel($"{quarantined.RemoteAddress} refuses to hear it any more (quarantine)");
                break;
            default:
                Unhandled(message);
                break;
        }
    }

    private bool IsSelf(Member member) => NodeAddress.Of(member.UniqueAddress) == _settings.Self;

    private void OnAppeared(NodeAddress member)
    {
        if (member == _settings.Self || _gone.Contains(member))
        {
            return;
        }

        var acquaintance = Know(member);
        acquaintance.IsMember = true;
        SayHello(acquaintance);
        TryMeet(acquaintance);
    }

    private void OnHello(Hello hello)
    {
        if (hello.ToUid != _settings.Self.Uid || hello.From == _settings.Self || _gone.Contains(hello.From))
        {
            return;
        }

        if (Refusal(hello) is { } reason)
        {
            Refuse(hello.From, reason);
            return;
        }

        var acquaintance = Know(hello.From);
        if (acquaintance.Peer is null)
        {
            try
            {
                acquaintance.Peer = new Peer(hello.From, NodeHello.Read(new WireReader(hello.Node)), hello.DataHost, hello.DataPort);
            }
            catch (WireFormatException exception)
            {
                Refuse(hello.From, exception.Message);
                return;
            }

            _listener.OnGreeted(acquaintance.Peer);
        }

        _settings.AgentAt(hello.From.Address).Tell(new Welcome(_settings.Self, hello.From.Uid), Self);
        TryMeet(acquaintance);
    }

    private void Refuse(NodeAddress node, string reason)
    {
        if (_refused.Add(node))
        {
            _log.NodeRefused(node.HostAndPort, reason);
        }
    }

    private string? Refusal(Hello hello)
    {
        if (hello.Protocol != Hello.CurrentProtocol)
        {
            return $"it speaks version {hello.Protocol} of the protocol and this node version {Hello.CurrentProtocol}; let both run the same version of RayAkka";
        }

        return _settings.Secret.IsProved(hello) ? null : "it does not know the cluster's secret; set rayakka.secret to the same value on both";
    }

    private void OnWelcome(Welcome welcome)
    {
        if (_known.TryGetValue(welcome.From, out var acquaintance))
        {
            acquaintance.Welcomed = true;
            TryMeet(acquaintance);
        }
    }

    private void OnReachability(Member member, bool answers)
    {
        if (_known.TryGetValue(NodeAddress.Of(member.UniqueAddress), out var acquaintance) && acquaintance.Peer is { } peer)
        {
            _listener.OnReachability(peer, answers);
        }
    }

    private void OnRemoved(NodeAddress member, bool downed)
    {
        if (!downed)
        {
            OnGone(member, "its node has left the cluster");
        }
        else if (_settings.RemovalMargin > TimeSpan.Zero)
        {
            Timers.StartSingleTimer(member, new MemberGone(member, Died), _settings.RemovalMargin);
        }
        else
        {
            OnGone(member, Died);
        }
    }

    private void OnGone(NodeAddress member, string reason)
    {
        _refused.Remove(member);
        _gone.Add(member);
        if (_known.Remove(member, out var acquaintance) && acquaintance.Peer is { } peer)
        {
            _listener.OnGone(peer, reason);
        }

        NoLongerMissing(member);
    }

    private void TryMeet(Acquaintance acquaintance)
    {
        if (!acquaintance.IsMet && acquaintance is { IsMember: true, Welcomed: true, Peer: { } peer })
        {
            acquaintance.IsMet = true;
            _listener.OnMet(peer);
            NoLongerMissing(acquaintance.Address);
        }
    }

    private void SayHelloAgain()
    {
        foreach (var acquaintance in _known.Values)
        {
            if (acquaintance is { IsMember: true, IsMet: false })
            {
                SayHello(acquaintance);
            }
        }
    }

    private void SayHello(Acquaintance acquaintance)
    {
        var hello = new Hello(Hello.CurrentProtocol, _settings.Self, acquaintance.Address.Uid, _node, _settings.DataHost, _settings.DataPort, []);
        _settings.AgentAt(acquaintance.Address.Address).Tell(_settings.Secret.Prove(hello), Self);
    }

    private Acquaintance Know(NodeAddress address)
    {
        if (!_known.TryGetValue(address, out var acquaintance))
        {
            _known[address] = acquaintance = new Acquaintance(address);
        }

        return acquaintance;
    }

    private void Expel(string reason)
    {
        if (!_expelled)
        {
            _expelled = true;
            _listener.OnExpelled(reason);
        }
    }

    private sealed class Repeat : INoSerializationVerificationNeeded
    {
        public static Repeat Instance { get; } = new();
    }
}

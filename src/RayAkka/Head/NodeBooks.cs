using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Diagnostics;
using RayAkka.Engine;
using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>
/// One node's part in the books of a cluster: the ledger of resources and the names of actors. One node at a time, the head, keeps them; every
/// node, the head too, asks the head by messages.
/// </summary>
/// <remarks>
/// How nothing is given twice and nothing is lost, whoever dies:
/// <list type="number">
/// <item>Every election has an epoch, higher than those before. A new head asks all nodes for reports and issues nothing before each living
/// one has answered. Whoever has answered ignores what an older head says, and starts nothing on an older grant (<see cref="Headship"/>,
/// <see cref="HeadOffice"/>, <see cref="HeadLink"/>).</item>
/// <item>What is in use on a node is what that node says: its report names every grant that has started there and not ended
/// (<see cref="HostedGrants"/>). A grant that is still on its way when the epoch changes is void on both ends, and its requester asks
/// again: no head need reconstruct it.</item>
/// <item>Requests, questions and names are remembered by whom they belong to, and sent again to each new head (<see cref="RemoteScheduler"/>,
/// <see cref="HeadQueries"/>, <see cref="RemoteNames"/>). The numbers of requests make each be told its fate once.</item>
/// <item>If a requester dies, the nodes where its grants lie say which of them have started; the others are free again, since no
/// node starts one after that answer.</item>
/// </list>
/// Messages between two nodes keep their order, so those of one epoch need not say which: they come behind its hello, or its report.
/// </remarks>
internal sealed class NodeBooks : IDisposable
{
    private readonly IHeadChannel _channel;
    private readonly HeadLink _link;
    private readonly HostedGrants _hosted;
    private readonly HeadQueries _queries;
    private readonly RemoteNames _names;
    private readonly Headship _headship;
    private readonly IGroupMirror _groups;
    private readonly ConcurrentDictionary<NodeId, bool> _gone = new();

    /// <summary>Makes the part of one node.</summary>
    /// <param name="self">The node and what it has.</param>
    /// <param name="channel">Carries the messages.</param>
    /// <param name="time">The clock and its timers.</param>
    /// <param name="unschedulableAfter">How long a request that no node could take waits for one to join, see <see cref="ClusterScheduler"/>.</param>
    /// <param name="spreadThreshold">Up to which share nodes are packed, see <see cref="ClusterScheduler"/>.</param>
    /// <param name="log">The log.</param>
    /// <param name="audit">Is told of each grant; by default it is logged at level Debug.</param>
    /// <param name="keeper">Runs the lives of detached actors while this node is the head; null where there are none.</param>
    /// <param name="groups">Keeps what is heard of placement groups; by default nobody is told of it.</param>
    public NodeBooks(
        NodeHello self,
        IHeadChannel channel,
        TimeProvider time,
        TimeSpan unschedulableAfter,
        double spreadThreshold,
        RayLog log,
        IGrantAudit? audit = null,
        IActorKeeper? keeper = null,
        IGroupMirror? groups = null)
    {
        // A node whose GPUs and their ids do not match must fail here, not at the head.
        _ = new NodeLedger(self.Node, self.Capacity, self.Labels, self.GpuIds);
        audit ??= new GrantLog(log, time);
        _channel = channel;
        _link = new HeadLink(self, channel, time, log);
        _hosted = new HostedGrants(_link, audit);
        _queries = new HeadQueries(_link, time);
        _names = new RemoteNames(_link, _queries, log);
        _headship = new Headship(self, channel, time, unschedulableAfter, spreadThreshold, audit, keeper, scope => _gone.Keys.Any(node => node.High == scope), log);
        _groups = groups ?? new GroupRecords();
        Scheduler = new RemoteScheduler(_link, _hosted, _queries);
        _link.CountWaiting = () => Scheduler.Count + _queries.Count;
    }

    public RemoteScheduler Scheduler { get; }

    public INameRegistry Names => _names;

    /// <summary>Hands an actor of this process over to the head.</summary>
    /// <param name="actor">The actor; its owner does not matter.</param>
    /// <param name="content">Its testament.</param>
    /// <param name="onLate">Called with the answer if it comes when this has thrown.</param>
    /// <returns>The actor with the owner that it has now; or another one, which has its name.</returns>
    /// <exception cref="RayException">There was no answer in time.</exception>
    public ActorDescription Register(ActorDescription actor, byte[] content, Action<ActorDescription> onLate) => _queries.Ask<NameAnswer>(
        number => new RegisterActor(number, actor, content),
        $"a place for the life of {actor.ClassName}",
        (answer, late) =>
        {
            if (late && answer is NameAnswer { Actor: { } made })
            {
                onLate(made);
            }
        }).Actor!;

    /// <summary>Offers an actor that has lost its owner to the next head, without waiting.</summary>
    public void StartRegister(ActorDescription actor, byte[] content) => _queries.Start(number => new RegisterActor(number, actor, content));

    /// <summary>The actor of that name is this node's own from here on: it is reported to each new head.</summary>
    public void KeepName(ActorDescription actor) => _names.Keep(actor);

    public NodeHello Self => _link.Self;

    /// <summary>The epoch that this node last reported to.</summary>
    public ulong Epoch => _link.Epoch;

    /// <summary>The node that this one follows; the default if there is none now.</summary>
    public NodeId Head
    {
        get
        {
            lock (_link.Gate)
            {
                return _link.Head;
            }
        }
    }

    /// <summary>For tests that do not wait.</summary>
    internal RemoteNames RemoteNames => _names;

    /// <summary>For tests that do not wait.</summary>
    internal HeadQueries Queries => _queries;

    /// <summary>Another node has been met. Comes before any message from it.</summary>
    public void OnPeerUp(NodeHello hello)
    {
        if (!_gone.ContainsKey(hello.Node))
        {
            _headship.OnPeerUp(hello);
        }
    }

    /// <summary>Another node is gone for good.</summary>
    public void OnPeerDown(NodeId peer)
    {
        _gone[peer] = true;
        lock (_link.Gate)
        {
            _hosted.Fence(peer);
            Scheduler.Forget(peer);
            if (_link.Head == peer)
            {
                _link.Lose();
            }
        }

        _headship.OnPeerDown(peer);
    }

    /// <summary>The engine has chosen this node to keep the books.</summary>
    public void OnElected() => _headship.OnElected();

    /// <summary>The engine has chosen another node: this one issues nothing from here on.</summary>
    public void OnDismissed() => _headship.OnDismissed();

    /// <summary>A message has come. Those of one sender come one after the other, in order.</summary>
    public void OnMessage(NodeId from, HeadMessage message)
    {
        if (_gone.ContainsKey(from))
        {
            return;
        }

        Delivery.Enter();
        try
        {
            Deliver(from, message);
        }
        finally
        {
            Delivery.Leave();
        }
    }

    /// <summary>Ends what waits: requests as unschedulable, questions with an exception.</summary>
    public void Dispose()
    {
        Scheduler.Dispose();
        _queries.Close();
        _headship.Dispose();
        _link.Dispose();
    }

    private void Deliver(NodeId from, HeadMessage message)
    {
        switch (message)
        {
            case Granted granted:
                Scheduler.OnGranted(from, granted);
                break;
            case Unschedulable unschedulable:
                Scheduler.OnUnschedulable(from, unschedulable);
                break;
            case HeadAnswer answer:
                _queries.OnAnswer(from, answer);
                break;
            case HeadHello hello:
                OnHello(from, hello);
                break;
            case Resigned resigned:
                OnResigned(from, resigned);
                break;
            case Draining:
                Scheduler.OnDraining();
                break;
            case Fence fence:
                OnFence(from, fence.Requester);
                break;
            case GroupChanged changed:
                OnGroupChanged(from, changed.Group);
                break;
            case NameLost lost:
                _names.OnLost(from, lost);
                break;
            default:
                _headship.OnMessage(from, message);
                break;
        }
    }

    private void OnHello(NodeId from, HeadHello hello)
    {
        lock (_link.Gate)
        {
            if (_link.TryFollow(from, hello.Epoch))
            {
                _link.Send(new Report(hello.Epoch, _link.Self, _hosted.ToReport(), _names.ToReport(), Scheduler.Draining(), _groups.All()));
                Scheduler.SubmitAgain();
                _queries.AskAgain();
            }
            else
            {
                _channel.Send(from, new Outdated(hello.Epoch, _link.Epoch, _link.Head));
            }
        }

        _headship.OnHello(from, hello.Epoch);
    }

    private void OnResigned(NodeId from, Resigned resigned)
    {
        lock (_link.Gate)
        {
            if (_link.Head == from)
            {
                _link.Lose();
            }
        }

        _headship.OnResigned(from, resigned.Epoch);
    }

    private void OnGroupChanged(NodeId from, GroupRecord group)
    {
        lock (_link.Gate)
        {
            // Under the gate, so that it is in the next report.
            if (_link.Head != from || !_groups.Apply(group))
            {
                return;
            }
        }

        _groups.Announce(group);
    }

    private void OnFence(NodeId from, NodeId requester)
    {
        lock (_link.Gate)
        {
            if (_link.Head == from)
            {
                _link.Send(new Fenced(requester, _hosted.Fence(requester)));
            }
        }
    }
}

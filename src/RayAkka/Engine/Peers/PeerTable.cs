using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Objects;
using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>
/// The other processes of the cluster. Invariant: what is said to a process that is not met yet is kept until it is; one that is not met in time,
/// or gone, counts as lost. A process that is gone does not come back under the same id.
/// </summary>
internal sealed partial class PeerTable : IDisposable
{
    private readonly RayRuntime _runtime;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<NodeId, Peer> _peers = new();
    private readonly ConcurrentDictionary<NodeId, byte> _gone = new();
    private readonly OwnInbox _own;
    private readonly Dictionary<NodeId, (List<object> Messages, ITimer Timer)> _early = [];

    public PeerTable(RayRuntime runtime)
    {
        _runtime = runtime;
        Types = new TypeGate([.. runtime.Options.AllowedTypes, .. runtime.Cluster?.AllowedTypes ?? []]);
        _own = new OwnInbox(
            message => OnMessage(runtime.Self, message), error => runtime.Log.MessageFailed(runtime.Self, "this process itself", error));
    }

    /// <summary>How long a process of which one hears from others may take to be met.</summary>
    public static TimeSpan MeetingTime { get; } = TimeSpan.FromSeconds(30);

    /// <summary>Which types may travel.</summary>
    public TypeGate Types { get; }

    public LoanTable Loans { get; } = new();

    public ICollection<Peer> All => _peers.Values;

    public Peer? Find(NodeId node) => _peers.GetValueOrDefault(node);

    public bool IsGone(NodeId node) => _gone.ContainsKey(node);

    /// <summary>Sends a message to a process, or to this one itself. To one that is gone it is not sent.</summary>
    public void Tell(NodeId to, object message)
    {
        if (_peers.TryGetValue(to, out var peer))
        {
            peer.Send(message);
        }
        else if (to == _runtime.Self)
        {
            _own.Post(message);
        }
        else if (!_runtime.IsClosing && !_gone.ContainsKey(to))
        {
            Keep(to, message);
        }
    }

    /// <summary>The record of an actor of which a description has come.</summary>
    public ActorRecord Borrow(ActorDescription about)
    {
        about = _runtime.Detached?.Current(about) ?? about;
        if (about.Owner == _runtime.Self)
        {
            return _runtime.Actors.FindBorrowed(about.Id) ?? (ActorRecord?)_runtime.Actors.FindOwned(about.Id)
                ?? throw new WireFormatException($"The actor {about.ClassName} has ended.");
        }

        var actor = _runtime.Actors.Borrow(about.Id, id => new BorrowedActor(_runtime, about, ClassOf(about)));
        if (_gone.ContainsKey(actor.Owner))
        {
            actor.OnNodeLost(actor.Owner);
        }

        return actor;
    }

    /// <summary>The class of a described actor; null if it is not told.</summary>
    /// <exception cref="WireFormatException">It is not known here.</exception>
    public Type? ClassOf(ActorDescription about) => about.TypeName.Length == 0 ? null : TypeResolver.Resolve(about.TypeName, Types.IsName);

    /// <summary>The way to an actor's incarnation; null if its node is lost or it is not there any more.</summary>
    public ActorShell? RouteTo(BorrowedActor actor, ActorNews news)
    {
        if (news.Node != _runtime.Self)
        {
            return Find(news.Node)?.Connection.TryMakeRoute(actor, news.Incarnation);
        }

        if (_runtime.OwnHost?.FindCell(actor.Id, news.Incarnation) is not { } cell)
        {
            return null;
        }

        var route = new LocalRoute(cell, actor);
        return cell.TryAddRoute(route) ? route : null;
    }

    /// <summary>Keeps what is to be done once a node is met or gone; false if it is either, so that it can be done now.</summary>
    public bool Await(NodeId node, Action act)
    {
        if (node == _runtime.Self || _peers.ContainsKey(node) || _gone.ContainsKey(node))
        {
            return false;
        }

        Keep(node, new Meeting(act));
        return true;
    }

    public void Add(NodeHello hello)
    {
        var peer = new Peer(_runtime, _runtime.Cluster!, hello, _runtime.OwnHost);
        lock (_gate)
        {
            if (_peers.ContainsKey(hello.Node) || _gone.ContainsKey(hello.Node))
            {
                return;
            }

            if (_early.Remove(hello.Node, out var kept))
            {
                // Before anybody can send: what was kept is older.
                kept.Timer.Dispose();
                kept.Messages.ForEach(message => Meet(peer, message));
            }

            _peers[hello.Node] = peer;
        }
    }

    /// <summary>Takes a process out that is gone.</summary>
    public Peer? Remove(NodeId node)
    {
        Peer? peer;
        List<object>? early = null;
        lock (_gate)
        {
            _gone[node] = 0;
            if (_early.Remove(node, out var kept))
            {
                kept.Timer.Dispose();
                early = kept.Messages;
            }

            _peers.TryRemove(node, out peer);
        }

        foreach (var meeting in early?.OfType<Meeting>() ?? [])
        {
            Execution.WorkerPool.Shared.Enqueue(meeting.Act);
        }

        return peer;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            foreach (var (_, timer) in _early.Values)
            {
                timer.Dispose();
            }

            _early.Clear();
        }

        foreach (var peer in _peers.Values)
        {
            peer.Dispose();
        }
    }

    private static void Meet(Peer peer, object message)
    {
        if (message is Meeting meeting)
        {
            Execution.WorkerPool.Shared.Enqueue(meeting.Act);
        }
        else
        {
            peer.Send(message);
        }
    }

    private void Keep(NodeId to, object message)
    {
        lock (_gate)
        {
            if (_peers.TryGetValue(to, out var met))
            {
                Meet(met, message);
            }
            else if (_early.TryGetValue(to, out var kept))
            {
                kept.Messages.Add(message);
            }
            else if (_gone.ContainsKey(to))
            {
                (message as Meeting)?.Act();
            }
            else
            {
                _early[to] = ([message], _runtime.Time.CreateTimer(
                    _ => _runtime.OnNodeDown(to, "it was not met in time"), null, MeetingTime, Timeout.InfiniteTimeSpan));
            }
        }
    }

    private sealed record Meeting(Action Act);
}

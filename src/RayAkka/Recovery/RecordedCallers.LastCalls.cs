using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Recovery;

/// <content>
/// The last calls of replayed actors that have ended for good. Their refs may have been given to others, who are to get the results: where the callee is lost, such a
/// call is made again by the node that made it, and needs its record. So the records stay until every node has said that none made from there is under way.
/// Whoever is to say that the records can go asks: the owner when the actor ends, and each holder by itself where the owner is gone.
/// <para>
/// Messages. <see cref="CallsAsked"/>, to all nodes, behind what ends the incarnations there: so no call is made once it was heard. <see cref="CallsAnswered"/>, from a
/// node, when none is under way; or the node is gone, and nobody makes its calls again. Nobody is asked while nobody has records.
/// </para>
/// </content>
internal sealed partial class RecordedCallers
{
    // How many calls of replayed actors are under way from here, and who wants to know when they are answered; this process, too.
    private readonly Dictionary<CallerId, int> _calling = [];
    private readonly Dictionary<CallerId, HashSet<NodeId>> _askers = [];

    // The actors that have ended, and the nodes from which calls of theirs may be under way.
    private readonly Dictionary<CallerId, HashSet<NodeId>> _lastCalls = [];

    /// <summary>A replayed actor calls from here; <see cref="OnAnswered"/> is to follow.</summary>
    public void OnCalling(CallerId caller)
    {
        lock (_gate)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_calling, caller, out _)++;
        }
    }

    /// <summary>A call of a replayed actor was answered.</summary>
    public void OnAnswered(CallerId caller)
    {
        bool isAsked, isAskedHere;
        lock (_gate)
        {
            if (--System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_calling, caller, out _) > 0)
            {
                return;
            }

            _calling.Remove(caller);
            if (!_askers.Remove(caller, out var askers))
            {
                return;
            }

            isAskedHere = askers.Remove(runtime.Self);
            isAsked = askers.Count > 0;
            foreach (var asker in askers)
            {
                NewsFor(asker).Answered.Add(caller);
            }
        }

        if (isAskedHere)
        {
            OnCallsAnswered(runtime.Self, [caller]);
        }

        if (isAsked)
        {
            WorkerPool.Shared.Enqueue(this);
        }
    }

    /// <summary>Another process wants to know when no calls of actors that have ended are under way from here.</summary>
    public void OnCallsAsked(NodeId from, IReadOnlyList<CallerId> callers)
    {
        lock (_gate)
        {
            foreach (var caller in callers)
            {
                if (!TryAsk(from, caller))
                {
                    NewsFor(from).Answered.Add(caller);
                }
            }
        }

        WorkerPool.Shared.Enqueue(this);
    }

    /// <summary>No calls of actors that have ended are under way from a node.</summary>
    public void OnCallsAnswered(NodeId from, IReadOnlyList<CallerId> callers)
    {
        foreach (var caller in callers)
        {
            lock (_gate)
            {
                if (!_lastCalls.TryGetValue(caller, out var nodes) || !nodes.Remove(from) || nodes.Count > 0)
                {
                    continue;
                }

                _lastCalls.Remove(caller);
            }

            LetGo(caller);
        }
    }

    // The actor has ended for good. From any thread.
    private void EndActor(CallerId caller)
    {
        HashSet<NodeId> nodes = [];
        lock (_gate)
        {
            if (_lastCalls.ContainsKey(caller) || !(_held.ContainsKey(caller) || _actors.ContainsKey(caller)))
            {
                return;
            }

            // A node that is lost counts as answered, and is told of behind this.
            foreach (var peer in runtime.IsCluster ? runtime.Peers.All : [])
            {
                if (!peer.Hello.IsDriver)
                {
                    nodes.Add(peer.Id);
                    NewsFor(peer.Id).Asked.Add(caller);
                }
            }

            if (TryAsk(runtime.Self, caller))
            {
                nodes.Add(runtime.Self);
            }

            if (nodes.Count > 0)
            {
                _lastCalls[caller] = nodes;
            }
        }

        if (nodes.Count == 0)
        {
            LetGo(caller);
        }
        else
        {
            WorkerPool.Shared.Enqueue(this);
        }
    }

    // Under the lock. False if no call of the actor is under way from here.
    private bool TryAsk(NodeId asker, CallerId caller)
    {
        if (!_calling.ContainsKey(caller))
        {
            return false;
        }

        if (!_askers.TryGetValue(caller, out var askers))
        {
            _askers[caller] = askers = [];
        }

        askers.Add(asker);
        return true;
    }

    private void LetGo(CallerId caller)
    {
        HeldTask? held;
        var hasNews = false;
        lock (_gate)
        {
            _held.Remove(caller, out held);
            if (_actors.Remove(caller, out var holders))
            {
                hasNews = holders.Count > 0;
                foreach (var holder in holders)
                {
                    NewsFor(holder).Ended.Add(new EndedTask(caller, HasStragglers: true));
                }
            }
        }

        Forget(held, caller, stragglers: true);
        if (hasNews)
        {
            WorkerPool.Shared.Enqueue(this);
        }
    }

    // Under the lock.
    private List<CallerId> LoseLastCalls(NodeId node)
    {
        foreach (var (caller, askers) in _askers.ToArray())
        {
            if (askers.Remove(node) && askers.Count == 0)
            {
                _askers.Remove(caller);
            }
        }

        List<CallerId> answered = [.. _lastCalls.Where(entry => entry.Value.Remove(node) && entry.Value.Count == 0).Select(static entry => entry.Key)];
        answered.ForEach(caller => _lastCalls.Remove(caller));
        return answered;
    }
}

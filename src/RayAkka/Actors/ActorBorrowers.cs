using RayAkka.Engine;

namespace RayAkka.Actors;

/// <summary>
/// The processes that hold handles to an actor of this process, how many each was given, and the latest news, which each gets. Its lock is the
/// innermost but for that of a connection's outgoing messages.
/// </summary>
internal sealed class ActorBorrowers(RayRuntime runtime, ActorId actor, ulong epoch = 0)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<NodeId, long> _lent = [];
    private ActorNews _latest = new(actor, (long)(epoch << 32), ActorState.PendingCreation, 0, default, null, null);
    private long _held;

    /// <summary>Whether another process holds a strong handle.</summary>
    public bool IsHeld
    {
        get
        {
            lock (_gate)
            {
                return _held > 0;
            }
        }
    }

    /// <summary>A handle is about to travel.</summary>
    /// <returns>Whether the process must be told the news: it may not know the actor yet.</returns>
    public bool Lend(NodeId peer, bool strong)
    {
        lock (_gate)
        {
            var isNew = !_lent.TryGetValue(peer, out var lent);
            _lent[peer] = lent + (strong ? 1 : 0);
            _held += strong ? 1 : 0;
            return isNew;
        }
    }

    /// <summary>Handles were given back, or never arrived.</summary>
    /// <returns>Whether no other process holds the actor now.</returns>
    public bool Release(NodeId peer, long count)
    {
        lock (_gate)
        {
            if (_lent.TryGetValue(peer, out var lent))
            {
                count = Math.Min(count, lent);
                _lent[peer] = lent - count;
                _held -= count;
            }

            return _held == 0;
        }
    }

    /// <summary>A process is gone.</summary>
    /// <returns>Whether it held the actor and nobody does now.</returns>
    public bool Lose(NodeId peer)
    {
        lock (_gate)
        {
            if (!_lent.Remove(peer, out var lent) || lent == 0)
            {
                return false;
            }

            _held -= lent;
            return _held == 0;
        }
    }

    public void Tell(ActorState state, int incarnation, NodeId node, ActorDiedException? death, ActorLoss? loss)
    {
        ActorNews news;
        NodeId[] peers;
        lock (_gate)
        {
            news = _latest = new ActorNews(actor, _latest.Version + 1, state, incarnation, node, death, loss);
            peers = [.. _lent.Keys];
        }

        // Outside the lock, which encoders take. The version tells the receiver which news is newer.
        foreach (var peer in peers)
        {
            runtime.Peers.Tell(peer, news);
        }
    }

    public void TellLatest(NodeId peer)
    {
        ActorNews news;
        lock (_gate)
        {
            news = _latest;
        }

        runtime.Peers.Tell(peer, news);
    }
}

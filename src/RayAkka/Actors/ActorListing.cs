using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>
/// Lists the actors of all processes: asks each for those that it owns, and waits for the answers. A process that is gone is not waited
/// for; of its actors only what others have heard is told.
/// </summary>
internal sealed class ActorListing(RayRuntime runtime)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Round> _open = [];
    private long _number;

    /// <summary>How long an answer is waited for.</summary>
    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The actors that this process owns, those that it has heard of, and those of them that died last.</summary>
    public static IReadOnlyList<ActorInfo> Here(RayRuntime runtime) =>
    [
        .. runtime.Actors.All.Select(static actor => actor.Info),
        .. runtime.Actors.Borrowed.Select(static actor => actor.Info),
        .. runtime.Actors.Dead,
    ];

    /// <exception cref="RayException">A process has not answered in time.</exception>
    public IReadOnlyList<ActorInfo> Collect()
    {
        NodeId[] peers = [.. runtime.Peers.All.Select(static peer => peer.Id)];
        var round = new Round(peers);
        round.Add(runtime.Self, Here(runtime));
        if (peers.Length == 0)
        {
            return round.Actors;
        }

        long number;
        lock (_gate)
        {
            number = ++_number;
            _open.Add(number, round);
        }

        Ask(number, peers);
        try
        {
            Wait(round);
        }
        finally
        {
            lock (_gate)
            {
                _open.Remove(number);
            }
        }

        return round.Actors;
    }

    public void OnTold(NodeId from, ActorsTold told)
    {
        lock (_gate)
        {
            _open.GetValueOrDefault(told.Listing)?.Add(from, told.Actors);
        }
    }

    public void OnPeerDown(NodeId peer)
    {
        lock (_gate)
        {
            foreach (var round in _open.Values)
            {
                round.Add(peer, []);
            }
        }
    }

    private void Ask(long number, NodeId[] peers)
    {
        foreach (var peer in peers)
        {
            runtime.Peers.Tell(peer, new ActorsAsked(number));
            if (runtime.Peers.IsGone(peer))
            {
                OnPeerDown(peer);
            }
        }
    }

    private void Wait(Round round)
    {
        using var timer = runtime.Time.CreateTimer(static state => ((Round)state!).Over.Set(), round, Limit, Timeout.InfiniteTimeSpan);
        var isWorker = WorkerPool.EnterBlocked();
        try
        {
            round.Over.Wait();
        }
        finally
        {
            if (isWorker)
            {
                WorkerPool.ExitBlocked();
            }
        }

        lock (_gate)
        {
            if (round.Missing is { } missing)
            {
                throw new RayException($"The node {missing} has not told its actors within {Limit.TotalSeconds} s; look at its log and at the members of the cluster.");
            }
        }
    }

    // Guarded by the gate, once it is open.
    private sealed class Round(NodeId[] peers)
    {
        private readonly HashSet<NodeId> _asked = [.. peers];
        private readonly Dictionary<ActorId, ActorInfo> _actors = [];

        public ManualResetEventSlim Over { get; } = new();

        public IReadOnlyList<ActorInfo> Actors => [.. _actors.Values];

        public NodeId? Missing => _asked.Count == 0 ? null : _asked.First();

        public void Add(NodeId from, IReadOnlyList<ActorInfo> actors)
        {
            foreach (var actor in actors)
            {
                // Whoever owns the actor knows best.
                if (!_actors.TryAdd(actor.ActorId, actor) && actor.OwnerNodeId == from)
                {
                    _actors[actor.ActorId] = actor;
                }
            }

            if (_asked.Remove(from) && _asked.Count == 0)
            {
                Over.Set();
            }
        }
    }
}

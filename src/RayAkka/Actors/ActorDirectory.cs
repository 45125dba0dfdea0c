using System.Collections.Concurrent;

namespace RayAkka.Actors;

/// <summary>The living actors that this process owns, by id, and those of others to which it holds handles.</summary>
internal sealed class ActorDirectory
{
    private readonly ConcurrentDictionary<ActorId, OwnedActor> _actors = new();
    private readonly ConcurrentDictionary<ActorId, BorrowedActor> _borrowed = new();

    private readonly Queue<ActorInfo> _dead = new();

    /// <summary>How many dead actors are remembered for whoever lists actors.</summary>
    public static int DeadRemembered => 1000;

    /// <summary>The actors that died last, oldest first.</summary>
    public IReadOnlyList<ActorInfo> Dead
    {
        get
        {
            lock (_dead)
            {
                return [.. _dead];
            }
        }
    }

    /// <summary>The actors that this process owns.</summary>
    public ICollection<OwnedActor> All => _actors.Values;

    /// <summary>The actors of other processes.</summary>
    public ICollection<BorrowedActor> Borrowed => _borrowed.Values;

    public int Count => _actors.Count;

    public void Add(OwnedActor record) => _actors[record.Id] = record;

    /// <summary>The record of another process's actor: the one that there is, or what <paramref name="make"/> makes.</summary>
    public BorrowedActor Borrow(ActorId id, Func<ActorId, BorrowedActor> make) => _borrowed.GetOrAdd(id, make);

    public void Remove(ActorRecord record)
    {
        if (record is BorrowedActor borrowed)
        {
            _borrowed.TryRemove(new KeyValuePair<ActorId, BorrowedActor>(record.Id, borrowed));
            return;
        }

        _actors.TryRemove(record.Id, out _);
    }

    /// <summary>What is remembered of an actor that died; null if nothing is.</summary>
    public ActorInfo? FindDead(ActorId id)
    {
        lock (_dead)
        {
            return _dead.FirstOrDefault(dead => dead.ActorId == id);
        }
    }

    public void Remember(ActorInfo dead)
    {
        lock (_dead)
        {
            if (_dead.Count == DeadRemembered)
            {
                _dead.Dequeue();
            }

            _dead.Enqueue(dead);
        }
    }

    /// <summary>The living actor, this process's own or another's.</summary>
    public ActorRecord? Find(ActorId id) => _actors.TryGetValue(id, out var own) ? own : _borrowed.GetValueOrDefault(id);

    public BorrowedActor? FindBorrowed(ActorId id) => _borrowed.GetValueOrDefault(id);

    public OwnedActor? FindOwned(ActorId id) => _actors.GetValueOrDefault(id);
}

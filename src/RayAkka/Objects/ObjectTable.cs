using System.Collections.Concurrent;
using RayAkka.Engine;

namespace RayAkka.Objects;

/// <summary>
/// The objects of this process that others hold refs to, and the refs of others' objects here.
/// </summary>
/// <remarks>
/// Invariants: (1) an object stays here as long as a process was given more refs than it gave back, and that process lives; (2) each
/// process that holds a ref is told once when the object is there or failed; (3) one object of another process has one ref here at a time, so
/// it crosses the network once.
/// </remarks>
internal sealed class ObjectTable(RayRuntime runtime)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ulong, LentObject> _byNumber = [];
    private readonly Dictionary<ObjectRef, LentObject> _byRef = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(NodeId Owner, ulong Number), WeakReference<ObjectRef>> _borrowed = new();
    private ulong _last;

    /// <summary>How many objects are kept for others.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _byNumber.Count;
            }
        }
    }

    /// <summary>A ref is about to travel to a process.</summary>
    /// <returns>The object's number here.</returns>
    public ulong Lend(ObjectRef reference, NodeId peer)
    {
        lock (_gate)
        {
            if (!_byRef.TryGetValue(reference, out var lent))
            {
                lent = new LentObject(reference.Extras?.Large?.Copies?.Number ?? ++_last, reference);
                _byRef.Add(reference, lent);
                _byNumber.Add(lent.Number, lent);
            }

            lent.Holders[peer] = lent.Holders.GetValueOrDefault(peer) + 1;
            return lent.Number;
        }
    }

    /// <summary>A number for an object that is to have the same one each time that it is lent.</summary>
    public ulong Reserve()
    {
        lock (_gate)
        {
            return ++_last;
        }
    }

    /// <summary>A process got a ref from a third one.</summary>
    public bool LendAgain(ulong number, NodeId peer)
    {
        lock (_gate)
        {
            if (!_byNumber.TryGetValue(number, out var lent))
            {
                return false;
            }

            lent.Holders[peer] = lent.Holders.GetValueOrDefault(peer) + 1;
            return true;
        }
    }

    /// <summary>Tells a process of the object once it is there, or at once if it is.</summary>
    /// <param name="number">The object.</param>
    /// <param name="peer">The process.</param>
    /// <param name="isNew">Whether the ref may be a new one there: what it was told before was for another, which may be collected.</param>
    public void TellWhenThere(ulong number, NodeId peer, bool isNew = false)
    {
        ObjectRef reference;
        lock (_gate)
        {
            if (!_byNumber.TryGetValue(number, out var lent) || !(lent.Told.Add(peer) || (isNew && lent.Reference.IsAvailable)))
            {
                return;
            }

            reference = lent.Reference;
        }

        Tell(reference, number, peer);
    }

    /// <summary>Tells a process of the object once more, when it is there.</summary>
    public void TellAgain(ulong number, NodeId peer)
    {
        if (Find(number) is { } reference)
        {
            Tell(reference, number, peer);
        }
    }

    /// <summary>Whether others hold refs to the object.</summary>
    public bool IsLent(ObjectRef reference)
    {
        lock (_gate)
        {
            return _byRef.ContainsKey(reference);
        }
    }

    public ObjectRef? Find(ulong number)
    {
        lock (_gate)
        {
            return _byNumber.GetValueOrDefault(number)?.Reference;
        }
    }

    /// <summary>The objects that others wait for and that are not there yet.</summary>
    public List<(ulong Number, ObjectRef Reference)> Pending()
    {
        lock (_gate)
        {
            return [.. _byNumber.Values.Where(lent => !lent.Reference.IsAvailable).Select(lent => (lent.Number, lent.Reference))];
        }
    }

    /// <summary>A process gave refs back.</summary>
    public void Release(ulong number, NodeId peer, long count)
    {
        lock (_gate)
        {
            if (!_byNumber.TryGetValue(number, out var lent) || !lent.Holders.TryGetValue(peer, out var held))
            {
                return;
            }

            if (held > count)
            {
                lent.Holders[peer] = held - count;
                return;
            }

            Remove(lent, peer);
        }
    }

    /// <summary>A process is gone: it holds nothing any more, and what it owned cannot come any more.</summary>
    public void Lose(NodeId peer, string reason)
    {
        lock (_gate)
        {
            foreach (var lent in _byNumber.Values.Where(lent => lent.Holders.ContainsKey(peer)).ToArray())
            {
                Remove(lent, peer);
            }
        }

        foreach (var ((owner, _), weak) in _borrowed)
        {
            if (owner == peer && weak.TryGetTarget(out var reference))
            {
                Lose(runtime, peer, reference, reason);
            }
        }
    }

    /// <summary>The process that owns the object is gone: the ref fails, unless the object is here, or there are copies of it.</summary>
    public static void Lose(RayRuntime runtime, NodeId owner, ObjectRef reference, string reason)
    {
        if (reference.Extras is { Large.HasCopies: true } && !reference.IsHere && reference.Location is not Store.SpilledValue && !runtime.IsClosing)
        {
            runtime.Copies.Search(reference, owner, reason);
        }
        else if (reference.Location is not Store.SpilledValue)
        {
            reference.FailLost(new OwnerDiedException(
                $"An object was lost because the process that owned it is gone ({reason}, node {owner}); make it again."));
        }
    }

    /// <summary>What a process is told of an object that is not kept any more.</summary>
    public static ObjectRef Lost(RayRuntime runtime, NodeId lender)
    {
        var reference = BorrowedRefs.MakeOwn(typeof(object), runtime);
        reference.TryFail(new ObjectLostException($"The object is lost: the process that passed the ref on (node {lender}) is gone, and with it the last ref that was known; make it again."));
        return reference;
    }

    /// <summary>The ref here to another process's object: the one that there is, or a new one.</summary>
    /// <returns>The ref, and whether it is new.</returns>
    public (ObjectRef Reference, bool IsNew) Borrow(NodeId owner, ulong number, Type objectType)
    {
        while (true)
        {
            if (_borrowed.TryGetValue((owner, number), out var weak) && weak.TryGetTarget(out var known))
            {
                return (known, false);
            }

            var made = BorrowedRefs.Make(objectType, runtime, new ObjectLease(runtime, owner, number));
            var entry = new WeakReference<ObjectRef>(made);
            if (weak is null ? _borrowed.TryAdd((owner, number), entry) : _borrowed.TryUpdate((owner, number), entry, weak))
            {
                return (made, true);
            }
        }
    }

    public ObjectRef? FindBorrowed(NodeId owner, ulong number) =>
        _borrowed.TryGetValue((owner, number), out var weak) && weak.TryGetTarget(out var reference) ? reference : null;

    /// <summary>The borrowed ref was collected.</summary>
    public void Forget(NodeId owner, ulong number)
    {
        if (_borrowed.TryGetValue((owner, number), out var weak) && !weak.TryGetTarget(out _))
        {
            _borrowed.TryRemove(new KeyValuePair<(NodeId, ulong), WeakReference<ObjectRef>>((owner, number), weak));
        }
    }

    /// <summary>The bytes of an object for a process that fetches it; null if it is not here.</summary>
    public ObjectSource? Open(ulong number) => Find(number)?.TakeLargeArray() is { } array
        ? new ObjectSource(ArrayBytes.HeaderOf(array), new ArrayBytes(array).Memory)
        : null;

    private void Tell(ObjectRef reference, ulong number, NodeId peer)
    {
        var teller = new Teller(runtime, number, peer);
        if (!reference.TryAddWaiter(teller))
        {
            teller.OnCompleted(reference);
        }
    }

    // Under the lock.
    private void Remove(LentObject lent, NodeId peer)
    {
        lent.Holders.Remove(peer);
        lent.Told.Remove(peer);
        if (lent.Holders.Count == 0)
        {
            _byNumber.Remove(lent.Number);
            _byRef.Remove(lent.Reference);
        }
    }

    private sealed class LentObject(ulong number, ObjectRef reference)
    {
        public ulong Number => number;

        public ObjectRef Reference => reference;

        public Dictionary<NodeId, long> Holders { get; } = [];

        public HashSet<NodeId> Told { get; } = [];
    }

    private sealed class Teller(RayRuntime runtime, ulong number, NodeId peer) : RefWaiter
    {
        public override bool NeedsValue => false;

        public override void OnCompleted(ObjectRef reference) => runtime.Peers.Tell(peer, new ObjectCompleted(number, reference));
    }
}

using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Objects.Copies;

/// <summary>
/// The copies of put objects on other nodes, by which an object outlives the process that put it: here the node that has an object is the one that owns
/// it, so a copy that died with its owner would be of no use. An object is lost with the last copy; copies are not made anew.
/// </summary>
/// <remarks>
/// <para>
/// Who knows what. The owner: on which nodes there are copies (<see cref="CopyLease"/>). A holder: the owner and the number by which that lends the object; its
/// copy is an object of its own. A borrower: owner and number, and that there are copies (<see cref="LargeObject.HasCopies"/>), which goes with each ref.
/// </para>
/// <para>
/// Messages. <see cref="KeepCopy"/>, owner to holder, with the ref, from which the holder fetches the object; <see cref="CopyKept"/> back. Ray.Put returns when
/// as many are kept as were asked for, or as there are nodes. <see cref="DropCopy"/>, owner to holder, when no process has a ref any more. When the owner is gone each
/// holder offers its copy to all (<see cref="CopyOffered"/>), and from then on keeps it only for those: so a copy goes when nobody has a ref to it.
/// A borrower that learns that the owner is gone takes what it was offered, or asks all (<see cref="CopyWanted"/>), each of which answers
/// with a copy or with none. A holder that has not heard of the owner's end yet still has its copy and offers it later a second time; one that has
/// heard of it has offered it before it answers. If all have answered with none, or are gone, the ref fails with OwnerDied.
/// </para>
/// <para>Of a borrowed ref that is passed on the owner stays the owner, dead or alive, so that each holder of the ref finds the copies by the same name.</para>
/// </remarks>
internal sealed class ObjectCopies(RayRuntime runtime)
{
    // A node that says it has a copy, which then cannot be brought from there, is asked again so often.
    private const int MostSearches = 10;

    private readonly Lock _gate = new();
    private readonly Dictionary<(NodeId Owner, ulong Number), ObjectRef> _kept = [];
    private readonly Dictionary<(NodeId Owner, ulong Number), WeakReference<ObjectRef>> _left = [];
    private readonly Dictionary<ulong, CopyRound> _rounds = [];
    private readonly Dictionary<(NodeId Owner, ulong Number), CopySearch> _searches = [];
    private int _first;

    /// <summary>How many copies are kept here for owners that live.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _kept.Count;
            }
        }
    }

    /// <summary>Has copies of a put object made on other nodes, and waits until they are there.</summary>
    public void Spread(ObjectRef put, int others)
    {
        var nodes = runtime.Peers.All.Where(static peer => !peer.Hello.IsDriver).Select(static peer => peer.Id).OrderBy(static id => id.ToString(), StringComparer.Ordinal).ToArray();
        if (others == 0 || nodes.Length == 0 || put.LargeBytes == 0)
        {
            return;
        }

        var lease = new CopyLease(runtime, runtime.Objects.Reserve());
        put.Extras!.NeedLarge().Copies = lease;
        var first = (int)((uint)Interlocked.Increment(ref _first) % (uint)nodes.Length);
        var round = new CopyRound(runtime, put, lease, others, new Queue<NodeId>([.. nodes[first..], .. nodes[..first]]));
        lock (_gate)
        {
            _rounds.Add(lease.Number, round);
        }

        round.Start();
        WorkerPool.Wait(round.Done);
        lock (_gate)
        {
            _rounds.Remove(lease.Number);
        }
    }

    public void OnKept(NodeId from, CopyKept kept)
    {
        CopyRound? round;
        lock (_gate)
        {
            round = _rounds.GetValueOrDefault(kept.Number);
        }

        round?.OnAnswered(from, kept.IsKept);
    }

    /// <summary>The owner of an object wants a copy of it here.</summary>
    public void OnKeep(NodeId from, KeepCopy keep)
    {
        var waiter = new Arrival(this, from, ((IBorrowedRef)keep.Object).Number);
        if (!keep.Object.TryAddWaiter(waiter))
        {
            waiter.OnCompleted(keep.Object);
        }
    }

    public void OnDrop(NodeId from, ulong number)
    {
        lock (_gate)
        {
            _kept.Remove((from, number));
        }
    }

    /// <summary>The owner of an object that has copies is gone.</summary>
    public void Search(ObjectRef reference, NodeId owner, string reason)
    {
        var name = (owner, ((IBorrowedRef)reference).Number);
        var large = reference.Extras!.NeedLarge();
        if (large.Offered is { IsFailed: false, IsAvailable: true } offered)
        {
            reference.CompleteAgainAs(offered);
            return;
        }

        if (Find(name) is { } here)
        {
            Take(reference, here);
            return;
        }

        var peers = runtime.Peers.All.Select(static peer => peer.Id).ToArray();
        lock (_gate)
        {
            if (_searches.ContainsKey(name))
            {
                return;
            }

            if (peers.Length > 0 && large.Questions++ < MostSearches)
            {
                _searches.Add(name, new CopySearch(peers, reason));
            }
            else
            {
                peers = [];
            }
        }

        if (peers.Length == 0)
        {
            Fail(reference, owner, reason);
            return;
        }

        foreach (var peer in peers)
        {
            runtime.Peers.Tell(peer, new CopyWanted(owner, name.Number));
            if (runtime.Peers.IsGone(peer))
            {
                OnNone(peer, name);
            }
        }
    }

    /// <summary>Another process looks for a copy.</summary>
    public void OnWanted(NodeId from, CopyWanted wanted) =>
        runtime.Peers.Tell(from, new CopyOffered(wanted.Owner, wanted.Number, Find((wanted.Owner, wanted.Number))));

    /// <summary>Another process has a copy, or none.</summary>
    public void OnOffered(NodeId from, CopyOffered offer)
    {
        var name = (offer.Owner, offer.Number);
        if (offer.Object is not { } copy)
        {
            OnNone(from, name);
        }
        else if (runtime.Objects.FindBorrowed(offer.Owner, offer.Number) is { IsHere: false } reference)
        {
            bool isWanted;
            lock (_gate)
            {
                isWanted = _searches.Remove(name);
            }

            // Also if the owner's end is not known here yet: it will be.
            reference.Extras!.NeedLarge().Offered = copy;
            if (isWanted || runtime.Peers.IsGone(offer.Owner))
            {
                reference.CompleteAgainAs(copy);
            }
        }
    }

    /// <summary>A process is gone.</summary>
    public void OnPeerDown(NodeId node)
    {
        List<(ulong Number, ObjectRef Copy)> orphans;
        List<CopyRound> rounds;
        List<(NodeId Owner, ulong Number)> searches;
        lock (_gate)
        {
            rounds = [.. _rounds.Values];
            searches = [.. _searches.Keys];
            orphans = [.. _kept.Where(entry => entry.Key.Owner == node).Select(static entry => (entry.Key.Number, entry.Value))];
        }

        foreach (var (number, copy) in orphans)
        {
            foreach (var peer in runtime.Peers.All)
            {
                runtime.Peers.Tell(peer.Id, new CopyOffered(node, number, copy));
            }
        }

        lock (_gate)
        {
            foreach (var (number, copy) in orphans)
            {
                // Those who want it hold it from now on.
                _kept.Remove((node, number));
                _left[(node, number)] = new WeakReference<ObjectRef>(copy);
            }

            foreach (var gone in _left.Where(static entry => !entry.Value.TryGetTarget(out _)).Select(static entry => entry.Key).ToArray())
            {
                _left.Remove(gone);
            }
        }

        rounds.ForEach(round => round.OnAnswered(node, isKept: false));
        searches.ForEach(name => OnNone(node, name));
    }

    private static void Fail(ObjectRef reference, NodeId owner, string reason) => reference.FailLost(new OwnerDiedException(
        $"An object was lost because the process that owned it is gone ({reason}, node {owner}), and all its copies with it; make it again, or put it with more copies."));

    // A copy here: one that is kept, or what a ref here has.
    private ObjectRef? Find((NodeId Owner, ulong Number) name)
    {
        lock (_gate)
        {
            if (_kept.TryGetValue(name, out var kept) || (_left.TryGetValue(name, out var weak) && weak.TryGetTarget(out kept)))
            {
                return kept;
            }
        }

        return runtime.Objects.FindBorrowed(name.Owner, name.Number) is { LargeBytes: > 0 } borrowed ? Own(borrowed) : null;
    }

    private ObjectRef Own(ObjectRef borrowed)
    {
        var own = BorrowedRefs.MakeOwn(borrowed.ObjectType, runtime);
        own.TryCompleteAs(borrowed);
        return own;
    }

    // It may be on disk, for which the thread that asks does not wait.
    private static void Take(ObjectRef reference, ObjectRef here) => WorkerPool.Shared.Enqueue(() => reference.CompleteAgainAs(here));

    private void OnNone(NodeId from, (NodeId Owner, ulong Number) name)
    {
        CopySearch? over;
        lock (_gate)
        {
            if (!_searches.TryGetValue(name, out over) || !over.Asked.Remove(from) || over.Asked.Count > 0)
            {
                return;
            }

            _searches.Remove(name);
        }

        if (runtime.Objects.FindBorrowed(name.Owner, name.Number) is { } reference)
        {
            Fail(reference, name.Owner, over.Reason);
        }
    }

    private void Keep(NodeId owner, ulong number, ObjectRef borrowed)
    {
        var isKept = !borrowed.IsFailed;
        if (isKept && Own(borrowed) is var copy && (isKept = !copy.IsFailed))
        {
            lock (_gate)
            {
                _kept[(owner, number)] = copy;
            }
        }

        if (runtime.Peers.IsGone(owner))
        {
            // It was fetched before the end: nobody here heard of that while there was no copy to offer.
            OnPeerDown(owner);
        }

        runtime.Peers.Tell(owner, new CopyKept(number, isKept));
    }

    private sealed class Arrival(ObjectCopies copies, NodeId owner, ulong number) : RefWaiter
    {
        // On another thread, which may wait for the disk.
        public override void OnCompleted(ObjectRef reference) => WorkerPool.Shared.Enqueue(() => copies.Keep(owner, number, reference));
    }
}

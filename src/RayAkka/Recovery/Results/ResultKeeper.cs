using RayAkka.Actors;
using RayAkka.Engine;

namespace RayAkka.Recovery.Results;

/// <summary>
/// Keeps the journals of actors that have ended by themselves as long as some process has a ref to a large result of theirs, and brings such results.
/// </summary>
/// <remarks>
/// Messages, between a process that has refs to results and the one that ran the actor's life: <see cref="HoldResults"/>, with the first such ref and
/// behind the last; <see cref="ResultWanted"/>, answered by <see cref="ResultBrought"/> with a ref to the result, or with the reason why there is none.
/// Invariants: (1) the first is sent before the process lets go of its last handle, over the same connection, so it is there before the actor ends;
/// (2) each asked question is answered, or fails with the owner's end; (3) a kept journal is removed when the last holder has let go, or is gone, or this process
/// shuts down. Nothing is kept of an actor that was killed or crashed for good, nor, since no journal can be lost with a node there, in a session of one process.
/// </remarks>
internal sealed class ResultKeeper(RayRuntime runtime)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ActorId, WeakReference<ResultLease>> _leases = [];
    private readonly Dictionary<ActorId, Dictionary<NodeId, long>> _holders = [];
    private readonly Dictionary<ActorId, EndedActor> _ended = [];
    private readonly Dictionary<long, WantedResult> _wanted = [];
    private long _number;

    /// <summary>How many actors that have ended are kept.</summary>
    public int KeptCount
    {
        get
        {
            lock (_gate)
            {
                return _ended.Count;
            }
        }
    }

    /// <summary>Whether an actor that has died so ended as it was meant to: its results can be had again.</summary>
    public static bool Keeps(ActorDeathCause cause) => cause is ActorDeathCause.OutOfScope or ActorDeathCause.Exited;

    public static ObjectReconstructionFailedException NotKept() => new("its journal is not kept any more");

    /// <summary>What keeps the actor's journal for this process.</summary>
    public ResultLease LeaseOf(ActorRecord actor)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(actor.Id, out var weak) && weak.TryGetTarget(out var known))
            {
                return known;
            }

            var lease = new ResultLease(runtime, actor.Id, actor.Owner);
            _leases[actor.Id] = new WeakReference<ResultLease>(lease);
            if (actor.Owner == runtime.Self)
            {
                Count(runtime.Self, actor.Id, 1);
            }
            else
            {
                runtime.Peers.Tell(actor.Owner, new HoldResults(actor.Id, IsHeld: true));
            }

            return lease;
        }
    }

    /// <summary>The last ref of this process to a result of the actor is gone.</summary>
    public void GiveUp(ActorId actor, NodeId owner)
    {
        lock (_gate)
        {
            if (_leases.TryGetValue(actor, out var weak) && !weak.TryGetTarget(out _))
            {
                _leases.Remove(actor);
            }
        }

        if (owner == runtime.Self)
        {
            OnHeld(owner, actor, isHeld: false);
        }
        else
        {
            runtime.Peers.Tell(owner, new HoldResults(actor, IsHeld: false));
        }
    }

    /// <summary>A process has, or has no more, refs to results of an actor of this one.</summary>
    public void OnHeld(NodeId from, ActorId actor, bool isHeld)
    {
        EndedActor? over;
        lock (_gate)
        {
            over = Count(from, actor, isHeld ? 1 : -1);
        }

        Drop(over);
    }

    /// <summary>An actor of this process has ended. If its results may be wanted it is kept, and its journal must be.</summary>
    public bool TryKeep(OwnedActor actor, ActorDiedException death)
    {
        if (!Keeps(death.Cause) || actor is { Spec.IsDetached: true } or { Creation: null } || !runtime.IsCluster || runtime.IsClosing)
        {
            return false;
        }

        lock (_gate)
        {
            if (!_holders.ContainsKey(actor.Id))
            {
                return false;
            }

            _ended[actor.Id] = new EndedActor(actor, actor.Creation.CloneToKeep());
            return true;
        }
    }

    public bool IsKept(ActorId actor)
    {
        lock (_gate)
        {
            return _ended.ContainsKey(actor);
        }
    }

    /// <summary>Asks the owner of an actor that has ended for a result.</summary>
    public void Want(ActorRecord actor, Type resultType, CallerId caller, long index, Action<ObjectRef> then)
    {
        if (actor.Owner == runtime.Self)
        {
            then(WantHere(actor.Id, resultType, caller, index));
            return;
        }

        long number;
        lock (_gate)
        {
            number = ++_number;
            _wanted.Add(number, new WantedResult(actor.Owner, resultType, then));
        }

        runtime.Peers.Tell(actor.Owner, new ResultWanted(number, actor.Id, caller, index, resultType));
        if (runtime.Peers.IsGone(actor.Owner))
        {
            OnOwnerGone(actor.Owner);
        }
    }

    /// <summary>Another process asks for a result of an actor of this one.</summary>
    public void OnWanted(NodeId from, ResultWanted wanted)
    {
        var result = WantHere(wanted.Actor, wanted.ResultType, wanted.Caller, wanted.Index);
        var waiter = new Bringing(runtime, from, wanted.Number);
        if (!result.TryAddWaiter(waiter))
        {
            waiter.OnCompleted(result);
        }
    }

    public void OnBrought(ResultBrought brought)
    {
        WantedResult? wanted;
        lock (_gate)
        {
            _wanted.Remove(brought.Number, out wanted);
        }

        wanted?.Then(brought.Result);
    }

    /// <summary>A node is gone: reading incarnations there, what it held, and what was asked of it.</summary>
    public void OnPeerDown(NodeId node, string reason)
    {
        List<EndedActor> kept;
        var over = new List<EndedActor>();
        lock (_gate)
        {
            kept = [.. _ended.Values];
            foreach (var (actor, holders) in _holders.ToArray())
            {
                if (holders.Remove(node) && holders.Count == 0)
                {
                    _holders.Remove(actor);
                    if (_ended.Remove(actor, out var ended))
                    {
                        over.Add(ended);
                    }
                }
            }
        }

        kept.ForEach(actor => actor.OnNodeLost(node, reason));
        over.ForEach(Drop);
        OnOwnerGone(node);
    }

    /// <summary>The session ends, and what it keeps with it.</summary>
    public void Close()
    {
        List<EndedActor> kept;
        lock (_gate)
        {
            kept = [.. _ended.Values];
            _ended.Clear();
        }

        kept.ForEach(Drop);
    }

    private ObjectRef WantHere(ActorId actor, Type resultType, CallerId caller, long index)
    {
        EndedActor? ended;
        lock (_gate)
        {
            ended = _ended.GetValueOrDefault(actor);
        }

        if (ended is not null)
        {
            return ended.Want(resultType, caller, index);
        }

        var failed = ReplyRequest.Make(resultType, runtime, caller, index);
        failed.TryFail(NotKept());
        return failed;
    }

    // Under the lock. Gives the actor that nobody holds any more.
    private EndedActor? Count(NodeId holder, ActorId actor, long by)
    {
        if (!_holders.TryGetValue(actor, out var holders))
        {
            _holders[actor] = holders = [];
        }

        var count = holders.GetValueOrDefault(holder) + by;
        if (count > 0)
        {
            holders[holder] = count;
            return null;
        }

        holders.Remove(holder);
        if (holders.Count > 0)
        {
            return null;
        }

        _holders.Remove(actor);
        return _ended.Remove(actor, out var over) ? over : null;
    }

    private void Drop(EndedActor? over)
    {
        if (over is not null)
        {
            over.End();
            runtime.Journals.Remove(over.Id);
        }
    }

    private void OnOwnerGone(NodeId owner)
    {
        List<WantedResult> lost = [];
        lock (_gate)
        {
            foreach (var (number, wanted) in _wanted.Where(entry => entry.Value.Owner == owner).ToArray())
            {
                _wanted.Remove(number);
                lost.Add(wanted);
            }
        }

        foreach (var wanted in lost)
        {
            var failed = ReplyRequest.Make(wanted.ResultType, runtime, default, 0);
            failed.TryFail(new OwnerDiedException($"the process that ran its actor's life is gone (node {owner})"));
            wanted.Then(failed);
        }
    }

    private sealed class Bringing(RayRuntime runtime, NodeId to, long number) : Objects.RefWaiter
    {
        public override bool NeedsValue => false;

        public override void OnCompleted(ObjectRef reference) => runtime.Peers.Tell(to, new ResultBrought(number, reference));
    }
}

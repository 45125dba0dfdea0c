using RayAkka.Actors;
using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Recovery;

/// <content>
/// The records of the calls of replayed actors. They are acknowledged as the actor goes on; what is left when it has ended for good goes on the word of the
/// process that ran its life, by the same messages as for tasks, or with the end of that process. A detached actor lives on behind that: its
/// successor is asked. The refs of calls that were under way at the end may have been given to others, so the word is given when those made from that process are answered.
/// One that was made elsewhere, and that has to be made again afterwards because its callee was lost, finds the watermark: it fails, and does not run twice.
/// </content>
internal sealed partial class RecordedCallers
{
    // The living actors of this process of whose calls other processes have records.
    private readonly Dictionary<CallerId, HashSet<NodeId>> _actors = [];

    // How many calls of replayed actors are under way from here, and which of those actors have ended.
    private readonly Dictionary<CallerId, int> _calling = [];
    private readonly HashSet<CallerId> _ending = [];

    /// <summary>Of how many replayed actors incarnations in this process have records, as long as those live.</summary>
    public int HeldActors
    {
        get
        {
            lock (_gate)
            {
                return _held.Keys.Count(static caller => caller.Kind == CallerKind.Actor);
            }
        }
    }

    /// <summary>A replayed actor has called an incarnation, or stands in its journal: its records go when it has ended.</summary>
    public void Follow(CallerId caller, CallRecords records)
    {
        if (records.TryFollow(caller) is not { Owner: var owner, OutlivesOwner: var outlivesOwner })
        {
            return;
        }

        var isNew = false;
        lock (_gate)
        {
            if (!_held.TryGetValue(caller, out var held))
            {
                _held[caller] = held = new HeldTask(owner, outlivesOwner);
                isNew = true;
            }

            isNew |= held.Owner != owner;
            held.Owner = owner;
            held.Records.Add(records);
        }

        if (IsOver(caller, owner, outlivesOwner))
        {
            EndActor(caller);
        }
        else if (isNew && owner != runtime.Self && runtime.IsCluster)
        {
            runtime.Peers.Tell(owner, new HoldsRecords(caller));
        }
    }

    /// <summary>A replayed actor of this process has ended for good.</summary>
    public void OnDead(OwnedActor actor)
    {
        var caller = CallerId.Of(actor.Id);
        lock (_gate)
        {
            if (_calling.ContainsKey(caller))
            {
                _ending.Add(caller);
                return;
            }
        }

        EndActor(caller);
    }

    /// <summary>A replayed actor calls from here; <see cref="OnAnswered"/> is to follow.</summary>
    public void OnCalling(CallerId caller)
    {
        lock (_gate)
        {
            System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_calling, caller, out _)++;
        }
    }

    /// <summary>A call of a replayed actor was answered.</summary>
    /// <param name="caller">The actor.</param>
    /// <param name="isOwn">Whether this process runs its life.</param>
    public void OnAnswered(CallerId caller, bool isOwn)
    {
        bool hasEnded;
        lock (_gate)
        {
            if (--System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_calling, caller, out _) > 0)
            {
                return;
            }

            _calling.Remove(caller);
            hasEnded = _ending.Remove(caller);
        }

        // Also one that had ended before its last incarnation heard of that, and made the call.
        if (hasEnded || (isOwn && !IsLiving(caller)))
        {
            EndActor(caller);
        }
    }

    /// <summary>Another process runs a detached actor's life from here on.</summary>
    public void OnAdopted(ActorId actor, NodeId owner)
    {
        var caller = CallerId.Of(actor);
        lock (_gate)
        {
            if (!_held.TryGetValue(caller, out var held) || held.Owner == owner)
            {
                return;
            }

            held.Owner = owner;
        }

        if (owner != runtime.Self)
        {
            runtime.Peers.Tell(owner, new HoldsRecords(caller));
        }
    }

    // Another process has records of an actor that this one owns, or has owned.
    private void OnActorHeld(NodeId holder, CallerId caller)
    {
        lock (_gate)
        {
            if (!_actors.TryGetValue(caller, out var holders))
            {
                _actors[caller] = holders = [];
            }

            holders.Add(holder);
        }

        if (!IsLiving(caller))
        {
            EndActor(caller);
        }
    }

    private bool IsOver(CallerId caller, NodeId owner, bool outlivesOwner)
    {
        if (owner == runtime.Self)
        {
            return !IsLiving(caller);
        }

        return runtime.IsCluster
            ? runtime.Peers.IsGone(owner) && !outlivesOwner
            : !outlivesOwner || !IsLiving(caller);
    }

    // One that outlives its process may be made again when it is asked for; one that has ended may have calls under way.
    private bool IsLiving(CallerId caller)
    {
        lock (_gate)
        {
            if (_calling.ContainsKey(caller))
            {
                return true;
            }
        }

        var id = new ActorId(caller.High, caller.Low);
        return runtime.Actors.FindOwned(id) is not null || runtime.Journals.IsDurable(id);
    }

    private void EndActor(CallerId caller)
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
                    AddNews(holder, new EndedTask(caller, HasStragglers: true));
                }
            }
        }

        Forget(held, caller, stragglers: true);
        if (hasNews)
        {
            WorkerPool.Shared.Enqueue(this);
        }
    }
}

using RayAkka.Actors;
using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Recovery;

/// <content>
/// The records of the calls of replayed actors. They are acknowledged as the actor goes on; what is left when it has ended for good goes on the word of the
/// process that ran its life, by the same messages as for tasks, or with the end of that process. A detached actor lives on behind that: its
/// successor is asked. In both cases the calls that were under way are answered first (<see cref="EndActor"/>).
/// <para>
/// An actor has ended for good when nothing makes it again: not when its life goes on elsewhere because this process ends, and not when it was stopped and can be made
/// again from its journal, where calls may stand whose answers do not.
/// </para>
/// </content>
internal sealed partial class RecordedCallers
{
    // The living actors of this process of whose calls other processes have records.
    private readonly Dictionary<CallerId, HashSet<NodeId>> _actors = [];

    // Those that this process has owned, and that go on: another process runs their lives, or their journals are there for one that will.
    private readonly HashSet<CallerId> _left = [];

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
            _left.Remove(caller);
        }

        EndActor(caller);
    }

    /// <summary>This process is about to run the life of a replayed actor no longer, which has not ended for good by that.</summary>
    public void OnLeft(ActorId actor)
    {
        lock (_gate)
        {
            _left.Add(CallerId.Of(actor));
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

    // One that outlives its process may be made again when it is asked for.
    private bool IsLiving(CallerId caller)
    {
        lock (_gate)
        {
            if (_left.Contains(caller))
            {
                return true;
            }
        }

        var id = new ActorId(caller.High, caller.Low);
        return runtime.Actors.FindOwned(id) is not null || runtime.Journals.IsDurable(id);
    }
}

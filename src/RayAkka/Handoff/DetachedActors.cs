using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.CompilerServices;
using RayAkka.Engine;
using RayAkka.Head;
using RayAkka.Objects;
using RayAkka.Wire;

namespace RayAkka.Handoff;

/// <summary>
/// The detached actors of a cluster of processes: who runs their lives. In one process nothing of this is needed, since there the process is the
/// cluster.
/// </summary>
/// <remarks>
/// A detached actor outlives the process that created it, so its life (place, restarts, name, news) is run by one that is no driver: its
/// owner is the node that keeps the books at the time. That one may be lost as well. What every process knows, and what happens:
/// <list type="number">
/// <item>Creation. The creator encodes the constructor call without reference to any connection (<see cref="CallBlob"/>) and registers the actor
/// with the head (<see cref="RegisterActor"/>), which gives it its name and makes its record in one step. The question is asked of each new head until one
/// answers. If an argument is not there yet the record waits for <see cref="ProvideCreation"/> as DependenciesUnready, and ends if the creator does before.</item>
/// <item>Testaments. Before the constructor starts the owner sends every node what a successor must know (<see cref="Bequeath"/>), to nodes that
/// join later when they are met, and each change of the number of restarts (<see cref="BequestChanged"/>) before it acts on it. The creator keeps
/// its own copy. At the death of the actor they are dropped (<see cref="BequestEnded"/>).</item>
/// <item>Succession. When the books are opened and when a node is gone from them, the head adopts the actors whose owner is gone: in the step in which it
/// learns of it, so that their names are never free and questions for them find a record. It tells everybody (<see cref="ActorAdopted"/>). Of two
/// heads one is followed, and the epoch of the books tells which testament is newer.</item>
/// <item>The incarnation lives on through that, and so do the ways of calls to it: its node does not end what the lost process had started if it is
/// detached, but keeps its news (<see cref="HandedOwner"/>). A node answers an adoption, once it knows itself that the former owner is gone and so
/// nothing of it is still to come, with the incarnation that it has (<see cref="CellFound"/>). The successor waits for all nodes, takes the latest number, and
/// attaches itself to it (<see cref="AttachActor"/>): it hears all its news from the beginning. If that number is nowhere it was lost, and costs a restart.</item>
/// <item>Borrowers. Whoever holds a handle keeps its way to the incarnation. What it has to say to the owner it says to the new one when it hears of it; a
/// Kill is said again until the death is heard, and who has heard of the death says so. If nobody adopts the actor within a time, which takes the loss of every testament, it counts as dead.</item>
/// </list>
/// What is lost with whom: with the creator nothing, once its question was answered; with the owner nothing, once one node has the testament or the creator lives; with
/// the actor's node one restart; with both at once one restart. A handle in the constructor's arguments keeps its actor alive while the creator lives, not longer.
/// </remarks>
internal sealed partial class DetachedActors(RayRuntime runtime) : IActorKeeper
{
    // Constructor calls as they were made here: they keep the handles among their arguments strong.
    private readonly ConcurrentDictionary<ActorId, ObjectRef> _creations = new();

    /// <summary>Creates an actor, or finds the one that has its name if that is what is wanted.</summary>
    public ActorHandle<TActor> Create<TActor>(ActorCreation<TActor> creation, ActorSpec spec, ActorId id)
        where TActor : class
    {
        spec = spec.In(spec.Namespace ?? runtime.Namespace);
        var isDurable = spec.IsReplay && runtime.Journals.IsStored;
        var testament = Describe(creation, typeof(TActor), spec, id, out var missing);
        if (isDurable && missing.Count > 0)
        {
            // Its arguments are written down by value.
            Waits.BlockUntilAll([.. missing], null);
            testament = Describe(creation, typeof(TActor), spec, id, out missing);
        }

        while (true)
        {
            var made = Register(testament, creation);
            if (made.Id != id)
            {
                if (!spec.GetIfExists)
                {
                    throw ActorSetup.NameTaken(testament.About, made);
                }

                if (ActorSetup.Living<TActor>(runtime, made) is { } holder)
                {
                    return holder;
                }

                // The old actor is just giving up its name.
                Thread.Yield();
                continue;
            }

            if (isDurable && !TryEnter(testament, creation, made.Owner))
            {
                return spec.GetIfExists && runtime.Journals.Find(spec.Namespace!, spec.Name!) is { State: not ActorState.Dead } left
                    ? ActorSetup.Handle<TActor>(left, strong: true)
                    : throw ActorSetup.NameTakenInStore(testament.About);
            }

            runtime.Telemetry.OnActorCreated();
            return new ActorHandle<TActor>(Begin(creation, testament with { About = made }, missing), lease: null);
        }
    }

    /// <summary>Makes an actor again that is in the directory of the journals.</summary>
    /// <param name="id">The actor.</param>
    /// <param name="read">What the directory holds.</param>
    /// <returns>Its record; null if another actor has its name.</returns>
    public ActorRecord? Revive(ActorId id, OwnedActor read)
    {
        var creation = read.Creation!;
        var testament = Describe(creation, read.ActorType!, read.Spec, id, out var missing);
        var made = Register(testament, creation);
        return made.Id == id ? Begin(creation, testament with { About = made }, missing) : null;
    }

    private Testament Describe(ObjectRef creation, Type type, ActorSpec spec, ActorId id, out IReadOnlyList<ObjectRef> missing)
    {
        var about = new ActorDescription(
            id, runtime.Self, spec.ClassName, TypeSpelling.Of(type), spec.Name, spec.Namespace!, IsDetached: true, spec.MaxTaskRetries, spec.Recovery, spec.Limits);
        creation.Extras = new Tasks.CallExtras { MayRunAgain = true };
        return new Testament(about, spec, creation.Caller!.Job, CallBlob.TryEncode(runtime, creation, out missing), 0, 0, HasBegun: false);
    }

    private ActorDescription Register(Testament testament, ObjectRef creation)
    {
        _creations[testament.Actor] = creation;
        try
        {
            var made = runtime.Books.Register(
                testament.About, testament.ToBytes(), late => runtime.Peers.Tell(late.Owner, new EndActor(testament.Actor, NoRestart: true)));
            if (made.Id != testament.Actor)
            {
                _creations.TryRemove(testament.Actor, out _);
            }

            return made;
        }
        catch
        {
            _creations.TryRemove(testament.Actor, out _);
            throw;
        }
    }

    private bool TryEnter(Testament testament, ObjectRef creation, NodeId owner)
    {
        var isEntered = false;
        try
        {
            return isEntered = runtime.Journals.TryEnter(testament.Actor, testament.Spec, creation);
        }
        finally
        {
            if (!isEntered)
            {
                _creations.TryRemove(testament.Actor, out _);
                runtime.Peers.Tell(owner, new EndActor(testament.Actor, NoRestart: true));
            }
        }
    }

    private ActorRecord Begin(ObjectRef creation, Testament testament, IReadOnlyList<ObjectRef> missing)
    {
        _testaments.TryAdd(testament.Actor, testament);
        var record = testament.Owner == runtime.Self ? runtime.Actors.FindOwned(testament.Actor) : null;
        if (missing.Count > 0)
        {
            ArgumentsWait.Start(missing, () => Provide(creation, testament.Actor));
        }

        return record ?? (ActorRecord)Borrow(testament.About, creation.InstanceType!);
    }

    private BorrowedActor Borrow(ActorDescription about, Type type)
    {
        var record = runtime.Actors.Borrow(about.Id, _ => new BorrowedActor(runtime, about, type));
        runtime.Peers.Tell(about.Owner, new BorrowActor(about.Id, Strong: false, default, 0));
        return record;
    }

    // The arguments of a constructor are there, or failed.
    private void Provide(ObjectRef creation, ActorId actor)
    {
        try
        {
            var blob = CallBlob.TryEncode(runtime, creation, out var missing);
            if (blob is null)
            {
                ArgumentsWait.Start(missing, () => Provide(creation, actor));
            }
            else if (_testaments.TryGetValue(actor, out var testament))
            {
                _testaments[actor] = testament = testament with { Creation = blob };
                runtime.Peers.Tell(testament.Owner, new ProvideCreation(actor, blob));
            }
        }
        catch (Exception e)
        {
            // An argument that came late may not travel.
            runtime.Log.CreationNotSent(actor, e);
            runtime.Peers.Tell(OwnerOf(actor), new EndActor(actor, NoRestart: true));
        }
    }
}

using System.Collections.Concurrent;
using RayAkka.CompilerServices;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Recovery;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <summary>Creates actors and handles.</summary>
internal static class ActorSetup
{
    private static readonly ConcurrentDictionary<Type, Func<ActorRecord, bool, ActorHandle>> s_makers = new();

    public static ActorHandle<TActor> Create<TActor>(RayRuntime runtime, ActorCreation<TActor> creation, ActorSpec spec)
        where TActor : class
    {
        var caller = (Frame.Current ?? runtime.Driver).Root;
        var replay = caller.Replay;
        replay?.Require();
        creation.Caller = caller;
        creation.CallIndex = caller.NextCallIndex();
        if (spec.IsReplay)
        {
            ReplayRules.Check(typeof(TActor), spec, runtime);
        }

        if (replay?.Created(creation.CallIndex, spec.ClassName) is { } made)
        {
            return Handle<TActor>(made, strong: true);
        }

        if (spec.GetIfExists && ReplaySession.Ask(() => Existing<TActor>(runtime, spec)) is { } existing)
        {
            return existing;
        }

        var id = runtime.NextActorId(caller, creation.CallIndex);
        if (replay is not null && runtime.Journals.FindMade(id) is { } again)
        {
            var found = Handle<TActor>(again, strong: true);
            replay.OnCreated(creation.CallIndex, again, found.Lease);
            return found;
        }

        runtime.RequireFeasible(
            spec.Shape, why => new ActorUnschedulableException($"{spec.ClassName} {why}{spec.Remedy}."));
        if (spec.IsDetached && runtime.Detached is { } detached)
        {
            var far = detached.Create(creation, spec, id);
            replay?.OnCreated(creation.CallIndex, far.Record, far.Lease);
            return far;
        }

        var owner = spec.IsDetached ? null : caller.Cell is { } cell ? runtime.RecordOf(cell) : null;
        var node = spec.IsDetached ? default : caller.Cell?.Node ?? caller.Task?.Node.Id ?? default;
        var record = new OwnedActor(runtime, id, spec, creation, new ActorOwnership(owner, node));
        runtime.Actors.Add(record);
        if (spec.Name is not null && Taken<TActor>(runtime, record) is { } holder)
        {
            return holder;
        }

        if (spec is { IsReplay: true, IsDetached: true } && runtime.Journals.IsStored && LeftBehind<TActor>(runtime, record) is { } left)
        {
            return left;
        }

        // Kept in the data that a rebuilt actor runs its constructor with again.
        creation.Extras = spec.MaxRestarts != 0 || spec.IsReplay ? new Tasks.CallExtras { MayRunAgain = true } : creation.Extras;
        var handle = new ActorHandle<TActor>(record, spec.IsDetached ? null : record.Leases.Acquire(record));
        replay?.OnCreated(creation.CallIndex, record, handle.Lease);
        if (!spec.IsDetached && caller.Cell is { } parent && (owner is null || !owner.Ownership.TryOwn(record)))
        {
            record.OnOwnerDied($"the actor {parent.Spec.ClassName}, {parent.Id}");
        }
        else
        {
            runtime.Telemetry.OnActorCreated();
            if (runtime.WireCheck?.TryPass(creation) is { } refused)
            {
                record.FailCreation(refused);
            }
            else
            {
                record.Start();
            }
        }

        return handle;
    }

    public static ActorHandle<TActor> Handle<TActor>(ActorRecord record, bool strong)
        where TActor : class
    {
        if (!typeof(TActor).IsAssignableFrom(record.ActorType))
        {
            throw new ArgumentException(
                $"The actor {record.Spec.Name ?? record.Id.ToString()} is a {record.Spec.ClassName}, not a {typeof(TActor)}; ask for its class or a base class of it.");
        }

        return new ActorHandle<TActor>(record, strong && !record.Spec.IsDetached ? record.Leases.Acquire(record) : null);
    }

    /// <summary>A handle to an actor of a class that is known only at run time.</summary>
    public static ActorHandle Handle(ActorRecord record, Type actorClass, bool strong) => s_makers.GetOrAdd(
        actorClass,
        static type => typeof(ActorSetup).GetMethod(nameof(Make), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).CreateDelegate<Func<ActorRecord, bool, ActorHandle>>())(record, strong);

    private static ActorHandle<TActor> Make<TActor>(ActorRecord record, bool strong)
        where TActor : class => new(record, strong && !record.Spec.IsDetached ? record.Leases.Acquire(record) : null);

    private static ActorHandle<TActor>? Existing<TActor>(RayRuntime runtime, ActorSpec spec)
        where TActor : class =>
        runtime.Names.Find(spec.Namespace ?? runtime.Namespace, spec.Name!) is { } about ? Living<TActor>(runtime, about)
        : runtime.Journals.Find(spec.Namespace ?? runtime.Namespace, spec.Name!) is { State: not ActorState.Dead } left ? Handle<TActor>(left, strong: true)
        : null;

    public static ArgumentException NameTaken(ActorDescription actor, ActorDescription by) => new(
        $"The name '{actor.Name}' is already taken by another actor ({by.ClassName}, {by.Id}) in the namespace '{actor.Namespace}'; " +
        "choose another name, or set GetIfExists to use that actor.");

    public static ArgumentException NameTakenInStore(ActorDescription actor) => new(
        $"The name '{actor.Name}' is taken in the namespace '{actor.Namespace}' by an actor in the journal store; " +
        "choose another name, set GetIfExists to use that actor, or end it with Ray.Kill(Ray.GetActor(..)).");

    /// <summary>A handle to a described actor; null if that is dead.</summary>
    public static ActorHandle<TActor>? Living<TActor>(RayRuntime runtime, ActorDescription about)
        where TActor : class =>
        runtime.RecordOf(about, strong: true) is { } record && record.State != ActorState.Dead ? Handle<TActor>(record, strong: true) : null;

    // Enters the name of a new actor; a handle to the actor that has it, if that is what is wanted.
    private static ActorHandle<TActor>? Taken<TActor>(RayRuntime runtime, OwnedActor record)
        where TActor : class
    {
        try
        {
            while (runtime.Names.Reserve(record.Describe()) is { } taken)
            {
                if (!record.Spec.GetIfExists)
                {
                    throw NameTaken(record.Describe(), taken);
                }

                if (Living<TActor>(runtime, taken) is { } holder)
                {
                    runtime.Actors.Remove(record);
                    return holder;
                }

                // The old actor is just giving up its name.
                Thread.Yield();
            }

            return null;
        }
        catch
        {
            runtime.Actors.Remove(record);
            throw;
        }
    }

    // Enters an actor that outlives its process where a later one finds it; a handle to the actor that has its name there, if that is what is wanted.
    private static ActorHandle<TActor>? LeftBehind<TActor>(RayRuntime runtime, OwnedActor record)
        where TActor : class
    {
        try
        {
            if (DependencyWait.Unresolved(record.Creation!) is { } unresolved)
            {
                // Its arguments are written down by value.
                Waits.BlockUntilAll([.. unresolved], null);
            }

            if (runtime.Journals.TryEnter(record))
            {
                return null;
            }

            runtime.Names.Release(record.Namespace, record.Spec.Name!, record.Id);
            runtime.Actors.Remove(record);
            return record.Spec.GetIfExists && Existing<TActor>(runtime, record.Spec) is { } left
                ? left
                : throw NameTakenInStore(record.Describe());
        }
        catch
        {
            if (record.Spec.Name is { } name)
            {
                runtime.Names.Release(record.Namespace, name, record.Id);
            }

            runtime.Actors.Remove(record);
            throw;
        }
    }
}

using RayAkka.CompilerServices;
using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>Creates actors and handles.</summary>
internal static class ActorSetup
{
    public static ActorHandle<TActor> Create<TActor>(RayRuntime runtime, ActorCreation<TActor> creation, ActorSpec spec)
        where TActor : class
    {
        var caller = (Frame.Current ?? runtime.Driver).Root;
        creation.Caller = caller;
        creation.CallIndex = caller.NextCallIndex();
        if (spec.GetIfExists && Existing<TActor>(runtime, spec) is { } existing)
        {
            return existing;
        }

        runtime.RequireFeasible(
            spec.Shape, why => new ActorUnschedulableException($"{spec.ClassName} {why}; ask for less or add a node."));
        var owner = spec.IsDetached ? null : caller.Cell is { } cell ? runtime.Actors.Find(cell.Id) : null;
        var node = spec.IsDetached ? default : caller.Cell?.Node ?? caller.Task?.Node.Id ?? default;
        var record = new ActorRecord(runtime, runtime.NextActorId(), spec, creation, new ActorOwnership(owner, node));
        while (runtime.Actors.Add(record) is { } taken)
        {
            if (!spec.GetIfExists)
            {
                throw new ArgumentException(
                    $"The name '{spec.Name}' is already taken by another actor in the namespace '{record.Namespace}'; " +
                    "choose another name, or set GetIfExists to use that actor.");
            }

            if (taken.State != ActorState.Dead)
            {
                return Handle<TActor>(taken, strong: true);
            }

            // The old actor is just giving up its name.
            Thread.Yield();
        }

        // Kept in the data that a rebuilt actor runs its constructor with again.
        creation.Extras = spec.MaxRestarts != 0 ? new Tasks.CallExtras { MayRunAgain = true } : creation.Extras;
        var handle = new ActorHandle<TActor>(record, spec.IsDetached ? null : record.Leases.Acquire(record));
        if (!spec.IsDetached && caller.Cell is { } parent && (owner is null || !owner.Ownership.TryOwn(record)))
        {
            record.OnOwnerDied($"the actor {parent.Spec.ClassName}, {parent.Id}");
        }
        else
        {
            runtime.Telemetry.OnActorCreated();
            record.Start();
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

    private static ActorHandle<TActor>? Existing<TActor>(RayRuntime runtime, ActorSpec spec)
        where TActor : class =>
        runtime.Actors.Find(spec.Namespace ?? runtime.Namespace, spec.Name!) is { } record && record.State != ActorState.Dead
            ? Handle<TActor>(record, strong: true)
            : null;
}

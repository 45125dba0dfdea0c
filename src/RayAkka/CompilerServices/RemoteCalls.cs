using System.ComponentModel;
using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>Where generated code hands its calls to the runtime.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RemoteCalls
{
    /// <summary>Submits a call to an actor. The handle stays alive until the call is posted.</summary>
    /// <param name="actor">The actor's handle.</param>
    /// <param name="call">The call.</param>
    /// <param name="options">Options of the call, or null.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    public static void Submit(ActorHandle actor, ObjectRef call, CallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(call);
        var record = actor.Record;
        var caller = (Frame.Current ?? record.Runtime.Driver).Root;
        call.Caller = caller;
        call.Actor = record;
        call.CallIndex = caller.NextCallIndex();
        if (options is not null || record.Spec.MaxTaskRetries != 0 || call.CallDescriptor is { MethodOptions: not null })
        {
            CallSetup.Apply(call, record, options);
        }

        record.Runtime.Telemetry.OnSubmit(call);
        var unresolved = DependencyWait.Unresolved(call);
        if (unresolved is not null || caller.HasGates)
        {
            if (unresolved is not null)
            {
                (call.Extras ??= new CallExtras()).Hold = actor.Lease;
            }

            caller.Gates.Post(record, call, unresolved);
        }
        else
        {
            record.Post(call);
        }

        GC.KeepAlive(actor);
    }

    /// <summary>Creates an actor; returns its handle at once.</summary>
    /// <typeparam name="TActor">The remote class.</typeparam>
    /// <param name="creation">The constructor call.</param>
    /// <param name="options">Options of the actor, or null.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range, or the name is taken.</exception>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    /// <exception cref="ActorUnschedulableException">The cluster can never run the actor.</exception>
    public static ActorHandle<TActor> Create<TActor>(ActorCreation<TActor> creation, ActorOptions? options)
        where TActor : class
    {
        ArgumentNullException.ThrowIfNull(creation);
        var runtime = RayRuntime.Require();
        return ActorSetup.Create(
            runtime, creation, options is null ? creation.ActorClass.DefaultSpec : ActorSpec.From(creation.ActorClass, options));
    }

    /// <summary>Submits a task.</summary>
    /// <param name="call">The call of the function.</param>
    /// <param name="options">Options of the task, or null.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    /// <exception cref="InvalidOperationException">Ray is not initialised.</exception>
    /// <exception cref="TaskUnschedulableException">The cluster can never run the task.</exception>
    public static void SubmitTask(ObjectRef call, TaskOptions? options)
    {
        ArgumentNullException.ThrowIfNull(call);
        var runtime = RayRuntime.Require();
        var caller = (Frame.Current ?? runtime.Driver).Root;
        call.Caller = caller;
        call.CallIndex = caller.NextCallIndex();
        var descriptor = call.CallDescriptor;
        var spec = options is not null || descriptor is null ? TaskSpec.From(descriptor, options) : descriptor.DefaultSpec;
        runtime.RequireFeasible(spec.Shape, why => new TaskUnschedulableException($"{spec.Name ?? call.CallName} {why}; ask for less or add a node."));
        CallSetup.Apply(call, spec, runtime);
        runtime.Telemetry.OnSubmit(call);
        new TaskRequest(runtime, call, spec).Start();
    }
}

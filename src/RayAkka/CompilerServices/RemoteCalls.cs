using System.ComponentModel;
using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Recovery;
using RayAkka.Scheduling;
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
    /// <exception cref="PendingCallsLimitExceededException">As many calls are open as the actor's options allow.</exception>
    public static void Submit(ActorHandle actor, ObjectRef call, CallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(call);
        if (actor.Record.Admission is { } admission)
        {
            admission.Submit(actor, call, options);
        }
        else
        {
            Send(actor, call, options);
        }
    }

    /// <summary>Submits a call to an actor as soon as the actor's options allow it; at once if they set no limit.</summary>
    /// <typeparam name="TRef">The type of the ref.</typeparam>
    /// <param name="actor">The actor's handle.</param>
    /// <param name="call">The call.</param>
    /// <param name="options">Options of the call, or null.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    public static ValueTask<TRef> SubmitAsync<TRef>(ActorHandle actor, TRef call, CallOptions? options)
        where TRef : ObjectRef
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(call);
        if (actor.Record.Admission is { } admission)
        {
            return admission.SubmitAsync(actor, call, options);
        }

        Send(actor, call, options);
        return new ValueTask<TRef>(call);
    }

    internal static void Send(ActorHandle actor, ObjectRef call, CallOptions? options, RoomHold? hold = null)
    {
        var record = actor.Record;
        var running = Frame.Current;
        var caller = (running ?? record.Runtime.Driver).Root;
        if (caller.Replay is { } replay)
        {
            replay.Call(actor, call, options);
            return;
        }

        call.Caller = caller;
        call.Actor = record;
        call.CallIndex = caller.NextCallIndex();
        if (options is not null || record.Spec.SetsRetries || call.CallDescriptor is { MethodOptions: not null }
            || running is { CurrentCall.Extras.Deadline: not null })
        {
            CallSetup.Apply(call, record, options);
        }

        if (running is not null)
        {
            Inherit(running, call);
        }

        if (caller.Logical is { } logical && !CallIdentity.TryName(call, caller, logical))
        {
            return;
        }

        record.Runtime.Telemetry.OnSubmit(call);
        if (record.Runtime.WireCheck?.TryPass(call) is { } refused)
        {
            FailUnsent(record.Runtime, call, new RayTaskException(call.CallName, refused, refused, record.Id, default));
            return;
        }

        var unresolved = record.Spec.IsReplay ? PassedRefs.Unresolved(call, record.Runtime) : DependencyWait.Unresolved(call);
        if (hold is not null)
        {
            unresolved ??= [];
        }

        if (unresolved is not null || caller.HasGates)
        {
            if (unresolved is not null)
            {
                (call.Extras ??= new CallExtras()).Hold = actor.Lease;
            }

            caller.Gates.Post(record, call, unresolved, hold);
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
        var spec = options is null ? creation.ActorClass.DefaultSpec : ActorSpec.From(creation.ActorClass, options);
        return ActorSetup.Create(runtime, creation, GroupCapture.Apply(spec, runtime));
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
        var running = Frame.Current;
        var caller = (running ?? runtime.Driver).Root;
        caller.Replay?.Require();
        call.Caller = caller;
        call.CallIndex = caller.NextCallIndex();
        if (caller is { Logical: not null, IsLost: true })
        {
            CallIdentity.FailAsLost(call);
            return;
        }

        var descriptor = call.CallDescriptor;
        var spec = options is not null || descriptor is null ? TaskSpec.From(descriptor, options) : descriptor.DefaultSpec;
        if (caller.Task is { Grant.Captures: true } || caller.Cell is { Grant.Captures: true })
        {
            spec = GroupCapture.Apply(spec, call.CallName, runtime);
        }

        runtime.RequireFeasible(spec.Shape, why => new TaskUnschedulableException($"{spec.Name ?? call.CallName} {why}{spec.Remedy}."));
        if (caller.Replay is { } replay)
        {
            replay.Run(call, spec);
            return;
        }

        CallSetup.Apply(call, spec, runtime);
        if (running is not null)
        {
            Inherit(running, call);
        }

        runtime.Telemetry.OnSubmit(call);
        if (runtime.WireCheck?.TryPass(call) is { } refused)
        {
            FailUnsent(runtime, call, new RayTaskException(call.CallName, refused, refused, default, default));
            return;
        }

        new TaskRequest(runtime, call, spec).Start();
    }

    // What a call has of the one that makes it: it ends with that, and may run where that waits.
    private static void Inherit(Frame running, ObjectRef call)
    {
        running.AddChild(call);
        if (CallChain.Of(running) is { } chain)
        {
            (call.Extras ??= new CallExtras()).Chain = chain;
        }
    }

    private static void FailUnsent(RayRuntime runtime, ObjectRef call, RayTaskException error)
    {
        call.TryFail(error);
        runtime.Telemetry.OnEnded(call);
        call.Release();
    }
}

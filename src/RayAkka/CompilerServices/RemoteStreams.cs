using System.ComponentModel;
using RayAkka.Execution;
using RayAkka.Streams;
using RayAkka.Tasks;

namespace RayAkka.CompilerServices;

/// <summary>Where generated code hands its calls to the runtime that stream.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class RemoteStreams
{
    /// <summary>Submits a call to an actor. The handle stays alive until the call is posted.</summary>
    /// <typeparam name="TItem">The items' type.</typeparam>
    /// <param name="actor">The actor's handle.</param>
    /// <param name="call">The call.</param>
    /// <param name="options">Options of the call, or null.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The actor, or the one that calls, has Recovery = Replay.</exception>
    /// <exception cref="PendingCallsLimitExceededException">As many calls are open as the actor's options allow.</exception>
    public static ObjectRefStream<TItem> Submit<TItem>(ActorHandle actor, StreamInvocation<TItem> call, CallOptions? options)
    {
        var stream = Open(actor, call, options);
        RemoteCalls.Submit(actor, call, options);
        return stream;
    }

    /// <summary>Submits a call to an actor as soon as the actor's options allow it; at once if they set no limit.</summary>
    /// <typeparam name="TItem">The items' type.</typeparam>
    /// <param name="actor">The actor's handle.</param>
    /// <param name="call">The call.</param>
    /// <param name="options">Options of the call, or null.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    /// <exception cref="InvalidOperationException">The actor, or the one that calls, has Recovery = Replay.</exception>
    public static ValueTask<ObjectRefStream<TItem>> SubmitAsync<TItem>(ActorHandle actor, StreamInvocation<TItem> call, CallOptions? options)
    {
        var stream = Open(actor, call, options);
        var submitted = RemoteCalls.SubmitAsync(actor, call, options);
        return submitted.IsCompletedSuccessfully ? new ValueTask<ObjectRefStream<TItem>>(stream) : Later(submitted, stream);
    }

    /// <summary>Submits a task.</summary>
    /// <typeparam name="TItem">The items' type.</typeparam>
    /// <param name="call">The call of the function.</param>
    /// <param name="options">Options of the task, or null.</param>
    /// <exception cref="ArgumentException">A value of the options is out of its range.</exception>
    /// <exception cref="InvalidOperationException">Ray is not initialised, or the actor that calls has Recovery = Replay.</exception>
    /// <exception cref="TaskUnschedulableException">The cluster can never run the task.</exception>
    public static ObjectRefStream<TItem> SubmitTask<TItem>(StreamInvocation<TItem> call, TaskOptions? options)
    {
        ArgumentNullException.ThrowIfNull(call);
        RequireReader(RayRuntime.Require(), call);
        var stream = call.Open(OptionRules.ReadAhead(options?.ReadAhead ?? call.CallDescriptor?.TaskOptions?.ReadAhead));
        RemoteCalls.SubmitTask(call, options);
        return stream;
    }

    private static ObjectRefStream<TItem> Open<TItem>(ActorHandle actor, StreamInvocation<TItem> call, CallOptions? options)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(call);
        if (actor.Record.Spec.IsReplay)
        {
            throw new InvalidOperationException(
                $"{call.CallName} streams, which an actor with Recovery = Replay cannot: how far a reader came is in no journal; return a list.");
        }

        RequireReader(actor.Record.Runtime, call);
        return call.Open(OptionRules.ReadAhead(options?.ReadAhead ?? call.CallDescriptor?.MethodOptions?.ReadAhead));
    }

    private static async ValueTask<ObjectRefStream<TItem>> Later<TItem>(ValueTask<StreamInvocation<TItem>> submitted, ObjectRefStream<TItem> stream)
    {
        await submitted.ConfigureAwait(false);
        return stream;
    }

    private static void RequireReader(RayRuntime runtime, ObjectRef call)
    {
        if ((Frame.Current ?? runtime.Driver).Root.Replay is not null)
        {
            throw new InvalidOperationException(
                $"An actor with Recovery = Replay cannot read the stream of {call.CallName}, which would bring other items in a replay; read it in a task and return a list.");
        }
    }
}

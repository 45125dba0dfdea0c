using RayAkka.Actors;
using RayAkka.Engine;
using RayAkka.Objects;

namespace RayAkka.Tasks;

/// <summary>
/// The end of calls and tasks before their own end, by Ray.Cancel or because their time is over.
/// </summary>
/// <remarks>
/// Invariants: (1) the ref fails first, so a cancelled call is never started, tried again or answered: all who would do that look whether it is complete;
/// (2) whoever then looks for the call where it may run comes behind that failure with a full fence, and so does whoever starts it behind
/// saying that it runs (<see cref="Execution.RunningCall"/>): one of the two sees the other, so a running call's token always fires; (3) to another node
/// the word goes behind the call itself, on the same way; (4) what a token wakes is user code and runs on a thread of its own; (5) the code of a
/// cancelled call cannot be stopped: the actor, and what a task holds, are free when it has returned.
/// A call of an actor that is replayed leaves the actor's sequence if it is not journalled yet. A journalled one runs in each incarnation, whatever becomes of
/// its ref, and its token does not fire: else its runs could differ.
/// </remarks>
internal static class Cancellation
{
    /// <summary>Ray.Cancel.</summary>
    public static void Cancel(ObjectRef reference, bool recursive)
    {
        if (reference is ICastRef cast)
        {
            reference = cast.Source;
        }

        if (reference.IsCompleted)
        {
            return;
        }

        if (reference is IBorrowedRef borrowed)
        {
            reference.Runtime!.Peers.Tell(borrowed.Owner, new CancelObject(borrowed.Number, recursive));
            return;
        }

        if (reference.Caller is not { } caller)
        {
            return;
        }

        if (caller.Root.Replay is not null && reference.Extras is not { Identity: not null })
        {
            // What a replayed actor's code holds is completed by its journal alone: the call that was sent in its place is cancelled.
            if (reference.Extras?.Original is not { } sent)
            {
                return;
            }

            reference = sent;
        }

        Apply(reference, CallFailure.Cancelled(reference), recursive);
    }

    /// <summary>Fails a call that this process has submitted, unless it has ended, and stops it wherever it is.</summary>
    public static void Apply(ObjectRef call, RayException why, bool recursive)
    {
        var actor = call.Actor;
        if (!call.TryFail(why))
        {
            return;
        }

        ReleaseUnstarted(call, actor);
        if (call.Extras?.Deadline?.Cell is { } cell)
        {
            cell.Stop(call, recursive);
        }
        else if (actor is not null)
        {
            if (call.Caller is { HasGates: true } caller)
            {
                caller.Root.Gates.Advance(actor);
            }

            actor.Stop(call, recursive);
        }
        else if (call.Extras is { } task)
        {
            task.Request?.Stop(recursive);
            if (task.Run is { } run && ReferenceEquals(run.Call, call))
            {
                // Of a copy of the call, whose code would find no reason yet, the node hears by a message.
                run.Frame?.Running?.Stop(recursive);
            }
        }
    }

    /// <summary>Lets go of a call that was completed while it waited for its arguments, which may never come: it will not run.</summary>
    public static void ReleaseUnstarted(ObjectRef call, ActorRecord? actor)
    {
        if (call.Extras?.Unresolved is null)
        {
            return;
        }

        // Read after the completion, whose fence whoever starts a call passes too.
        call.Release();
        if (actor is null && call.Extras.TryCount())
        {
            call.Runtime?.Telemetry.OnEnded(call);
        }
    }
}

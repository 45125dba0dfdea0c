using RayAkka.Execution;
using RayAkka.Recovery;
using RayAkka.Tasks;

namespace RayAkka;

public static partial class Ray
{
    /// <summary>
    /// Cancels a call or task. Its ref fails at once with <see cref="TaskCancelledException"/>, and it is not tried again. One that has not begun, because it waits for
    /// arguments, for a place, behind other calls or is under way, never runs; of one that runs the CancellationToken fires, which a method gets as a parameter
    /// and any code as <see cref="RuntimeContext.CancellationToken"/>. One that has ended is left as it is. The ref may be one that another process has given to this one:
    /// the process that made the call is told, and this does not wait for it.
    /// </summary>
    /// <remarks>
    /// Code inside a process cannot be stopped from outside, so there is no <c>force</c> as in Ray: a method that does not look at its token runs on, what it returns is dropped, and its
    /// actor, or what its task holds, is free when it has returned. A call of an actor with <see cref="ActorRecovery.Replay"/> leaves the actor's sequence if it has not been journalled
    /// yet. A journalled one runs, and takes effect, whatever becomes of its ref, and its token does not fire: each run of the journal must do the same.
    /// </remarks>
    /// <param name="reference">The call's ref.</param>
    /// <param name="recursive">Whether the calls and tasks that it has made, and that have not ended, are cancelled with it. Default true.</param>
    public static void Cancel(ObjectRef reference, bool recursive = true)
    {
        ArgumentNullException.ThrowIfNull(reference);
        if (Frame.Current is { Replay: not null })
        {
            // Once: a replay does not cancel again what has ended since.
            _ = ReplaySession.Ask(() =>
            {
                Cancellation.Cancel(reference, recursive);
                return true;
            });
            return;
        }

        Cancellation.Cancel(reference, recursive);
    }
}

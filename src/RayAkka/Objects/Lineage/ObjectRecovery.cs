using RayAkka.Engine;
using RayAkka.Execution;

namespace RayAkka.Objects.Lineage;

/// <summary>
/// What happens when an object is not where it should be: its node is gone, or does not have it any more.
/// <para>
/// Only the owner of a ref knows how its object was made. A process that borrowed the ref tells the owner where it looked in vain
/// (<see cref="ObjectMissing"/>). The owner answers as soon as it can with <see cref="ObjectCompleted"/>: at once if it has the object or knows a
/// newer place, else when it was computed again, or with the reason why it cannot be. Messages between two living processes are not lost; if the
/// owner dies, its refs fail with OwnerDied as they do without a question.
/// </para>
/// </summary>
internal static class ObjectRecovery
{
    // An owner that names the same place again and again can reach it; this process cannot.
    private const int MostQuestions = 3;

    /// <summary>The object could not be brought from where it was said to be.</summary>
    public static void OnLost(RayRuntime runtime, ObjectRef reference, RemoteValue where, Exception cause)
    {
        var why = runtime.Peers.IsGone(where.Holder) ? $"node {where.Holder}, which had it, is gone" : cause.Message.TrimEnd('.');
        if (runtime.IsClosing)
        {
            reference.FailLost(Tasks.CallFailure.Closed(reference));
        }
        else if (reference is IBorrowedRef borrowed)
        {
            Ask(runtime, reference, borrowed, where, cause);
        }
        else if (reference.Extras is { Large.Source: { } source })
        {
            source.Bring(reference, why);
        }
        else if (reference.CallDescriptor is not null && reference.Extras is { IsOver: false })
        {
            // Its answer has just come: how it is computed is being noted.
            WorkerPool.Shared.EnqueueLast((Action)(() => OnLost(runtime, reference, where, cause)));
        }
        else
        {
            reference.FailLost(WhyLost(reference, why, cause));
        }
    }

    /// <summary>A borrower did not find the object of a ref of this process where it had been told that it is.</summary>
    public static void OnMissing(RayRuntime runtime, NodeId from, ObjectMissing missing)
    {
        if (runtime.Objects.Find(missing.Number) is not { } reference)
        {
            runtime.Peers.Tell(from, new ObjectCompleted(missing.Number, ObjectTable.Lost(runtime, from)));
            return;
        }

        if (!reference.IsHere && reference.Location is RemoteValue where && where.Holder == missing.Holder)
        {
            where.GiveUp(reference);
        }

        runtime.Objects.TellAgain(missing.Number, from);
    }

    private static void Ask(RayRuntime runtime, ObjectRef reference, IBorrowedRef borrowed, RemoteValue where, Exception cause)
    {
        if (runtime.Peers.IsGone(borrowed.Owner))
        {
            ObjectTable.Lose(runtime, borrowed.Owner, reference, "it has died");
        }
        else if (reference.Extras!.NeedLarge().Questions++ >= MostQuestions)
        {
            reference.FailLost(new ObjectLostException($"An object could not be fetched from node {where.Holder}: {cause.Message}", cause));
        }
        else
        {
            runtime.Peers.Tell(borrowed.Owner, new ObjectMissing(borrowed.Number, where.Holder));
        }
    }

    private static ObjectLostException WhyLost(ObjectRef reference, string why, Exception cause) => reference.IsTask
        ? new ObjectReconstructionFailedException($"The result of {reference.CallName} was lost ({why}) and could not be computed again: its MaxRetries is 0.", cause)
        : new ObjectLostException(
            $"The result of {reference.CallName} was lost ({why}); what an actor has answered is not computed a second time, so call it again, or keep a copy with Ray.Put.", cause);
}

using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Objects;
using RayAkka.Objects.Lineage;

namespace RayAkka.Recovery.Results;

/// <summary>
/// Where the large result of a call to a replayed actor comes from when the node that has it is lost: from the record of that call, never from a second
/// run of it on the living actor.
/// </summary>
/// <remarks>
/// <para>
/// Who knows what. The caller's process, which owns the ref, knows the call's name: caller and index (this object). The present incarnation knows the large results of
/// the calls that it has run, again or for the first time (<see cref="KnownResults"/>): the next one runs what is in the journal again in any case, and what
/// a checkpoint covers stands in the checkpoint. The process that runs the actor's life knows how its constructor is called, and who may still ask
/// (<see cref="ResultKeeper"/>).
/// </para>
/// <para>
/// What happens. (1) A <see cref="ReplyRequest"/> goes to the actor like a call; whatever incarnation gets it answers from what it knows, or joins the run of
/// that call, and passes on where the object is now. If the incarnation is lost the request goes to the next one. (2) If the actor has ended by itself,
/// its owner has kept the journal, because of the lease that this object holds: it makes a reading incarnation, which runs the journal
/// again for this and is never called, journals nothing and sends nothing. (3) Otherwise the ref fails with the reason.
/// </para>
/// <para>
/// What is lost: a request or its answer with the node that had it, then the request is made again; with the owner all, as its actors are.
/// The results of an actor that was killed or has crashed for good are gone with it.
/// </para>
/// </remarks>
internal sealed class ReplayResult(RayRuntime runtime, ActorRecord actor, ResultLease? lease, CallerId caller, long index, string name) : IResultSource
{
    // A node that is lost before it has told where the object is costs one.
    private const int MostAttempts = 10;

    private int _attempts;
    private ObjectRef? _brought;

    /// <summary>A call to a replayed actor was answered: if the object stayed there, it is noted how it can be had again.</summary>
    public static void OnAnswered(ActorRecord actor, ObjectRef call)
    {
        if (call is IReplyRequest || call.Location is not RemoteValue || call.Caller is not { } caller)
        {
            return;
        }

        var large = call.Extras!.NeedLarge();
        if (large.Source is null)
        {
            var runtime = actor.Runtime;
            large.Source = new ReplayResult(
                runtime, actor, actor.Spec.IsDetached ? null : runtime.Results.LeaseOf(actor), call.Extras.Identity?.Caller ?? caller.Root.Identity, call.CallIndex, call.CallName);
        }
    }

    // The disk is quicker than an actor that may have to run all its calls again; and the actor's own process needs its copy.
    public bool TryHold(long bytes, bool atAnyPrice) => false;

    public void Bring(ObjectRef reference, string why)
    {
        if (Interlocked.Increment(ref _attempts) > MostAttempts)
        {
            Fail(reference, why, $"it was lost again each of {MostAttempts} times that it was brought", null);
            return;
        }

        var request = ReplyRequest.Make(reference.ObjectType, runtime, caller, index);
        request.TryAddWaiter(new Answer(this, reference, why, isActor: true));
        WorkerPool.Shared.Enqueue(() => actor.Post(request));
    }

    private void OnAnswer(ObjectRef answer, ObjectRef reference, string why, bool isActor)
    {
        if (!answer.IsFailed)
        {
            Volatile.Write(ref _brought, answer);
            reference.CompleteAgainAs(answer);
        }
        else if (isActor && answer.Error is ActorDiedException death)
        {
            Rebuild(reference, why, death);
        }
        else if (answer.Error is ObjectLostException and not (ObjectReconstructionFailedException or OwnerDiedException))
        {
            // It was there again, and lost again before this process heard of it.
            Bring(reference, why);
        }
        else
        {
            Fail(reference, why, answer.Error.Message.TrimEnd('.'), answer.Error);
        }

        GC.KeepAlive(lease);
    }

    private void Rebuild(ObjectRef reference, string why, ActorDiedException death)
    {
        if (lease is null || !ResultKeeper.Keeps(death.Cause))
        {
            Fail(reference, why, $"its actor does not live any more ({death.Message.TrimEnd('.')})", death);
            return;
        }

        runtime.Results.Want(actor, reference.ObjectType, caller, index, result =>
        {
            var waiter = new Answer(this, reference, why, isActor: false);
            if (!result.TryAddWaiter(waiter))
            {
                waiter.OnCompleted(result);
            }
        });
    }

    private void Fail(ObjectRef reference, string why, string reason, Exception? cause) => reference.FailLost(new ObjectReconstructionFailedException(
        $"The result of {name} was lost ({why}) and could not be had from the actor's journal: {reason}.", cause));

    private sealed class Answer(ReplayResult source, ObjectRef reference, string why, bool isActor) : RefWaiter
    {
        public override bool NeedsValue => false;

        public override void OnCompleted(ObjectRef answer)
        {
            // A place that is known only as gone is no answer.
            if (answer.IsCompleted || answer.IsLocated)
            {
                source.OnAnswer(answer, reference, why, isActor);
            }
            else
            {
                source.Bring(reference, why);
            }
        }
    }
}

using RayAkka.Actors;
using RayAkka.Recovery;
using RayAkka.Scheduling;

namespace RayAkka.Engine;

/// <summary>
/// To a node: make an incarnation of an actor. The route is the one over which its owner calls it. Without a grant the place is not valid any
/// more, as the receiver found.
/// </summary>
internal sealed record StartActor(long Route, ActorId Actor, ActorSpec Spec, ObjectRef Creation, Grant? Grant, int Incarnation, Job Job, bool IsReader = false);

/// <summary>To a node: calls come over this route for an incarnation that another process has started.</summary>
internal sealed record OpenRoute(long Route, ActorId Actor, int Incarnation);

/// <summary>To a node: no calls come over this route any more.</summary>
internal sealed record LeaveRoute(long Route);

/// <summary>
/// To a node: run a call on an incarnation. For one that keeps records of its calls it says up to which number the calls over this route have
/// been answered.
/// </summary>
internal sealed record CallActor(long Route, long Number, ObjectRef Call, long Answered = 0);

/// <summary>To a node: a call, named by its caller and its index there, was cancelled; it must not start any more, or its token fires.</summary>
internal sealed record StopCall(long Route, ulong Caller, long Index, CancellationReason Reason, bool Recursive);

/// <summary>To a node: a task was cancelled; it must not start any more, or its token fires.</summary>
internal sealed record StopTask(long Number, CancellationReason Reason, bool Recursive);

/// <summary>To an object's owner: Ray.Cancel for the call that makes it.</summary>
internal sealed record CancelObject(ulong Number, bool Recursive);

/// <summary>To a node: end an incarnation.</summary>
internal sealed record KillActor(long Route, bool Graceful);

/// <summary>To a node: run a task. Without a grant the place is not valid any more, as the receiver found.</summary>
internal sealed record RunTask(long Number, ObjectRef Call, Grant? Grant, Job Job);

/// <summary>From a node: a call was answered.</summary>
internal sealed record CallAnswered(long Route, long Number, ICallOutcome Outcome);

/// <summary>From a node: a call has thrown what it is to be run again after; may it?</summary>
internal sealed record TakeRetry(long Route, long Number);

/// <summary>To a node: whether the call may run again. If so a retry was taken.</summary>
internal sealed record RetryTaken(long Route, long Number, bool IsGranted);

/// <summary>From a node: a task's run ended; without a failure the outcome holds its value.</summary>
internal sealed record TaskEnded(long Number, ICallOutcome Outcome, Exception? Failure);

/// <summary>From a node: a task was not started, because its place was not valid any more.</summary>
internal sealed record TaskRefused(long Number);

/// <summary>From a node: a constructor is done.</summary>
internal sealed record ActorStarted(long Route);

/// <summary>From a node: an incarnation was not made, because its place was not valid any more.</summary>
internal sealed record ActorRefused(long Route);

/// <summary>From a node: a constructor threw.</summary>
internal sealed record ActorFailed(long Route, Exception Thrown);

/// <summary>From a node: an actor ends because it was asked to. Calls not answered before this message are not answered.</summary>
internal sealed record ActorExiting(long Route, ExitReason Reason);

/// <summary>From a node: an incarnation has crashed.</summary>
internal sealed record ActorCrashed(long Route, string Reason, Exception? Error);

/// <summary>From a node: an actor must end for good, since no incarnation of it can go on.</summary>
internal sealed record ActorStopped(long Route, string Reason, Exception? Cause);

/// <summary>From a node: user code has left an incarnation.</summary>
internal sealed record ActorEnded(long Route);

/// <summary>From a node: the incarnation is not here, or not any more. Calls not answered before this message are not answered.</summary>
internal sealed record RouteClosed(long Route);

/// <summary>To an actor's owner: this process holds a handle that it got from a third one, which is told when that is known.</summary>
internal sealed record BorrowActor(ActorId Actor, bool Strong, NodeId Lender, ulong Loan);

/// <summary>To an actor's owner: handles that this process was given are gone, so many of them.</summary>
internal sealed record ReleaseActor(ActorId Actor, long Count);

/// <summary>To an actor's owner: how is it?</summary>
internal sealed record AskActor(ActorId Actor);

/// <summary>To an actor's owner: Ray.Kill.</summary>
internal sealed record EndActor(ActorId Actor, bool NoRestart);

/// <summary>
/// From an actor's owner: what became of it. Higher versions are newer. The death goes with the state Dead, the loss of the last
/// incarnation with Restarting.
/// </summary>
internal sealed record ActorNews(
    ActorId Actor, long Version, ActorState State, int Incarnation, NodeId Node, ActorDiedException? Death, ActorLoss? Loss);

/// <summary>From an actor's owner: the given-up handles were counted; whether others still hold the actor.</summary>
internal sealed record ActorReleased(ActorId Actor, bool IsHeld);

/// <summary>To an object's owner: this process holds a ref that it got from a third one.</summary>
internal sealed record BorrowObject(ulong Number, NodeId Lender, ulong Loan);

/// <summary>To an object's owner: refs that this process was given are gone, so many of them.</summary>
internal sealed record ReleaseObject(ulong Number, long Count);

/// <summary>To an actor's owner: this process has, or has no more, refs to large results of the actor.</summary>
internal sealed record HoldResults(ActorId Actor, bool IsHeld);

/// <summary>To the owner of an actor that has ended: the result of a call, whose journal it keeps.</summary>
internal sealed record ResultWanted(long Number, ActorId Actor, CallerId Caller, long Index, Type ResultType);

/// <summary>From the owner of an actor that has ended: the result, or why there is none.</summary>
internal sealed record ResultBrought(long Number, ObjectRef Result);

/// <summary>To an object's owner: the object is not with the holder that this process was told of.</summary>
internal sealed record ObjectMissing(ulong Number, NodeId Holder);

/// <summary>From an object's owner: keep a copy of it.</summary>
internal sealed record KeepCopy(ObjectRef Object);

/// <summary>To an object's owner: this node has a copy of it, or cannot have one.</summary>
internal sealed record CopyKept(ulong Number, bool IsKept);

/// <summary>From an object's owner: nobody wants the copy any more.</summary>
internal sealed record DropCopy(ulong Number);

/// <summary>The owner of an object is gone; have you a copy?</summary>
internal sealed record CopyWanted(NodeId Owner, ulong Number);

/// <summary>The owner of an object is gone; this is a copy of it, or there is none here.</summary>
internal sealed record CopyOffered(NodeId Owner, ulong Number, ObjectRef? Object);

/// <summary>From an object's owner: it is there, or failed.</summary>
internal sealed record ObjectCompleted(ulong Number, ObjectRef Object);

/// <summary>To the sender of a ref or handle that belongs to a third process: that one knows of this holder now.</summary>
internal sealed record LoanSettled(ulong Loan);

/// <summary>What waits for what at yours?</summary>
internal sealed record WaitsAsked(long Search);

/// <summary>What waits for what here.</summary>
internal sealed record WaitsTold(long Search, IReadOnlyList<Cycles.WaitFact> Facts);

/// <summary>Which actors do you know?</summary>
internal sealed record ActorsAsked(long Listing);

/// <summary>The actors that this process owns, those that it has heard of, and those of them that died last.</summary>
internal sealed record ActorsTold(long Listing, IReadOnlyList<ActorInfo> Actors);

/// <summary>About the books that one node keeps for all.</summary>
internal sealed record HeadPost(Head.HeadMessage Message);

/// <summary>To a task's owner: this process has records of the task's calls.</summary>
internal sealed record HoldsRecords(CallerId Task);

/// <summary>From the owner of tasks: they have ended for good, and the records of their calls can go.</summary>
internal sealed record RecordsOver(IReadOnlyList<EndedTask> Tasks);

/// <summary>Replayed actors have ended: are calls that they have made from yours still under way?</summary>
internal sealed record CallsAsked(IReadOnlyList<CallerId> Callers);

/// <summary>From here none are under way any more.</summary>
internal sealed record CallsAnswered(IReadOnlyList<CallerId> Callers);

using RayAkka.Actors;
using RayAkka.Scheduling;

namespace RayAkka.Engine;

/// <summary>To a node: make an incarnation of an actor. The creation is a copy made for the way.</summary>
internal sealed record StartActor(long Shell, ActorId Actor, ActorSpec Spec, ObjectRef Creation, Grant Grant, bool Rebuilt);

/// <summary>To a node: run a call on an incarnation.</summary>
internal sealed record CallActor(long Shell, long Number, ObjectRef Call);

/// <summary>To a node: end an incarnation.</summary>
internal sealed record KillActor(long Shell, bool Graceful);

/// <summary>To a node: run a task.</summary>
internal sealed record RunTask(long Number, ObjectRef Call, Grant Grant);

/// <summary>From a node: a call was answered.</summary>
internal sealed record CallAnswered(long Shell, long Number, ObjectRef Outcome);

/// <summary>From a node: a task's run ended; without a failure the outcome holds its value.</summary>
internal sealed record TaskEnded(long Number, ObjectRef Outcome, Exception? Failure);

/// <summary>From a node: a constructor is done.</summary>
internal sealed record ActorStarted(long Shell);

/// <summary>From a node: a constructor threw.</summary>
internal sealed record ActorFailed(long Shell, Exception Thrown);

/// <summary>From a node: an actor ends because it was asked to. Calls not answered before this message are not answered.</summary>
internal sealed record ActorExiting(long Shell, ExitReason Reason);

/// <summary>From a node: user code has left an incarnation.</summary>
internal sealed record ActorEnded(long Shell);

namespace RayAkka.Recovery;

/// <summary>Why a call that its caller may make again does not run, in one sentence each.</summary>
internal static class Refusals
{
    public static ActorDiedException OfReader(ObjectRef call, ActorId actor) => new($"{call.CallName} was not run: the actor {actor} has ended, and only its results are read.")
    {
        ActorId = actor,
        Cause = ActorDeathCause.OutOfScope,
        IsRoutine = true,
    };

    public static RayException Of(CallDecision decision, ObjectRef call, ObjectRef? recorded, int limit, ActorId actor) => decision switch
    {
        CallDecision.Differs => new NonDeterministicException(
            $"The attempt is not deterministic: its call {call.CallIndex}, to {actor}, is {call.CallName}, where the attempt before called " +
            (call.CallName == recorded!.CallName ? "it with other arguments" : recorded.CallName) +
            "; make the same calls in the same order each time, or set MaxRetries to 0."),
        CallDecision.Full => new RayActorException(
            $"{call.CallName} was refused: the actor {actor} remembers {limit} calls of its caller already, the most that RayOptions.MaxRecordedCalls allows; " +
            "split the task that makes them, or set its MaxRetries to 0.")
        {
            ActorId = actor,
        },
        CallDecision.Outdated => new RayActorException($"{call.CallName} was not run: the incarnation of its caller that made it was replaced by a newer one.")
        {
            ActorId = actor,
            IsRoutine = true,
        },
        _ => new RayActorException($"{call.CallName} was not run: its caller has ended or has its answer, and the call is already acknowledged.")
        {
            ActorId = actor,
            IsRoutine = true,
        },
    };
}

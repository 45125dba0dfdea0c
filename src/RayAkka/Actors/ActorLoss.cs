namespace RayAkka.Actors;

/// <summary>Why an incarnation is gone that may be rebuilt.</summary>
/// <param name="Cause">The kind.</param>
/// <param name="Reason">In words: the end of a sentence that begins with the actor.</param>
/// <param name="Error">What was thrown, if anything was.</param>
internal sealed record ActorLoss(ActorDeathCause Cause, string Reason, Exception? Error = null);

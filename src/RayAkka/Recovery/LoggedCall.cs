namespace RayAkka.Recovery;

/// <summary>A call in a journal.</summary>
/// <param name="Call">The call.</param>
/// <param name="Position">Its position among all calls of the actor, from 1.</param>
/// <param name="Time">When it was journalled, in ticks of UTC.</param>
internal readonly record struct LoggedCall(ObjectRef Call, long Position, long Time);

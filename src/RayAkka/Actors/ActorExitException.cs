using System.Diagnostics.CodeAnalysis;

namespace RayAkka.Actors;

/// <summary>Unwinds a method that called Ray.ExitActor. Swallowing it does not stop the exit.</summary>
[SuppressMessage("Design", "CA1032", Justification = "Only Ray.ExitActor throws it.")]
[SuppressMessage("Design", "CA1064", Justification = "Users need not catch it.")]
internal sealed class ActorExitException() : Exception("The actor is ending because it called Ray.ExitActor.");

using System.Diagnostics.CodeAnalysis;

namespace RayAkka.Actors;

/// <summary>
/// Leaves the shell of an incarnation that has crashed in a call, so that the engine's supervision ends it; the user never sees it.
/// </summary>
[SuppressMessage("Design", "CA1032", Justification = "Only the cell throws it.")]
[SuppressMessage("Design", "CA1064", Justification = "Users never see it.")]
internal sealed class ActorCrash(string reason, Exception thrown) : Exception(reason, thrown);

namespace RayAkka.Recovery.Stores;

/// <summary>A newer incarnation of the actor has opened its log: what was asked for had no effect, and whoever asked must stop.</summary>
internal sealed class FencedException(ActorId actor, long epoch)
    : JournalException($"A newer incarnation of the actor {actor} has taken over its journal; this one, of epoch {epoch}, is no longer valid and stops.")
{
    public ActorId Actor { get; } = actor;

    public long Epoch { get; } = epoch;
}

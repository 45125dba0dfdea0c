namespace RayAkka.Recovery.Stores.Commits;

/// <summary>Removes everything of an actor.</summary>
internal sealed class DeleteOperation(ActorId actor, long epoch) : StoreOperation<bool>(actor)
{
    public long Epoch { get; } = epoch;
}

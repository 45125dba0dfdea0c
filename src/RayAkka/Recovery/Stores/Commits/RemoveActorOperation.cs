namespace RayAkka.Recovery.Stores.Commits;

/// <summary>Takes an actor out of the directory.</summary>
internal sealed class RemoveActorOperation(ActorId actor) : StoreOperation<bool>(actor);

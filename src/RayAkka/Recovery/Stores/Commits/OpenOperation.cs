namespace RayAkka.Recovery.Stores.Commits;

/// <summary>Takes the next epoch.</summary>
internal sealed class OpenOperation(ActorId actor) : StoreOperation<OpenedLog>(actor);

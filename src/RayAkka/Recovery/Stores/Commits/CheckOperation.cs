namespace RayAkka.Recovery.Stores.Commits;

/// <summary>Asks whether an epoch is still the latest.</summary>
internal sealed class CheckOperation(ActorId actor, long epoch) : StoreOperation<bool>(actor)
{
    public long Epoch { get; } = epoch;

    public override bool IsWrite => false;
}

namespace RayAkka.Recovery.Stores.Commits;

/// <summary>Enters an actor into the directory; the result says whether its name was free.</summary>
internal sealed class PutActorOperation(DurableActor entry) : StoreOperation<bool>(entry.Id)
{
    public DurableActor Entry { get; } = entry;

    public byte[] Description { get; } = RecordEnvelope.Seal(EnvelopeKind.Actor, entry.Id, 0, entry.Description.Span);

    public override long Size => Description.Length;
}

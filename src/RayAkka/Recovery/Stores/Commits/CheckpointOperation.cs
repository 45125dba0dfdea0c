namespace RayAkka.Recovery.Stores.Commits;

/// <summary>Replaces the checkpoint and cuts the log.</summary>
internal sealed class CheckpointOperation(ActorId actor, long epoch, long position, ReadOnlyMemory<byte> state) : StoreOperation<bool>(actor)
{
    public long Epoch { get; } = epoch;

    public long Position { get; } = position;

    public byte[] State { get; } = RecordEnvelope.Seal(EnvelopeKind.Checkpoint, actor, position, state.Span);

    public override long Size => State.Length;
}

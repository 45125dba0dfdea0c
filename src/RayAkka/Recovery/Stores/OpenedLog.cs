namespace RayAkka.Recovery.Stores;

/// <summary>What a store has of an actor when an incarnation opens its log.</summary>
/// <param name="Epoch">The epoch that this opening took.</param>
/// <param name="Checkpoint">The state of the last checkpoint; null if there is none.</param>
/// <param name="CheckpointPosition">The last position that the checkpoint covers; 0 if there is none. Replay begins after it.</param>
/// <param name="LastPosition">The position of the last record; that of the checkpoint if no record follows it, 0 if there is nothing.</param>
internal sealed record OpenedLog(long Epoch, ReadOnlyMemory<byte>? Checkpoint, long CheckpointPosition, long LastPosition);

namespace RayAkka.Recovery.Stores;

/// <summary>A record of a log.</summary>
/// <param name="Position">Its position.</param>
/// <param name="Bytes">What was appended.</param>
internal readonly record struct StoredRecord(long Position, ReadOnlyMemory<byte> Bytes);

namespace RayAkka.Recovery.Stores;

/// <summary>The log of one actor in memory.</summary>
internal sealed class MemoryLog
{
    private readonly List<byte[]> _records = [];
    private byte[]? _checkpoint;
    private long _checkpointPosition;

    public long Epoch { get; private set; }

    private long LastPosition => _checkpointPosition + _records.Count;

    public OpenedLog Open(long epoch)
    {
        Epoch = epoch;
        return new OpenedLog(epoch, _checkpoint is { } checkpoint ? checkpoint : default(ReadOnlyMemory<byte>?), _checkpointPosition, LastPosition);
    }

    public StoredRecord[] After(long position)
    {
        var from = Math.Max(position, _checkpointPosition);
        return [.. _records.Skip((int)(from - _checkpointPosition)).Select((bytes, i) => new StoredRecord(from + 1 + i, bytes))];
    }

    public void Append(ActorId actor, long first, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        PositionRules.Follows(actor, first, LastPosition);
        foreach (var record in records)
            _records.Add(record.ToArray());
    }

    public void Save(ActorId actor, long position, ReadOnlyMemory<byte> state)
    {
        PositionRules.Covers(actor, position, _checkpointPosition, LastPosition);
        _records.RemoveRange(0, (int)(position - _checkpointPosition));
        _checkpoint = state.ToArray();
        _checkpointPosition = position;
    }
}

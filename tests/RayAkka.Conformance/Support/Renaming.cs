using RayAkka.Recovery;
using RayAkka.Recovery.Stores;

namespace RayAkka.Conformance.Support;

/// <summary>A store whose records of calls name types that the code does not have any more.</summary>
internal sealed class Renaming(IRecordStore inner) : StoreProxy(inner)
{
    private readonly IRecordStore _inner = inner;

    public override async IAsyncEnumerable<StoredRecord> ReadAsync(ActorId actor, long epoch, long after)
    {
        await foreach (var record in _inner.ReadAsync(actor, epoch, after))
            yield return record.Bytes.Span[0] == (byte)JournalRecordKind.Call ? record with { Bytes = Renamed(record.Bytes) } : record;
    }

    private static byte[] Renamed(ReadOnlyMemory<byte> bytes)
    {
        // The name of the call's class comes first; that of the method, in the content, stays.
        var changed = bytes.ToArray();
        var at = changed.AsSpan().IndexOf("RayAkka"u8);
        changed[at] = (byte)'X';
        return changed;
    }
}

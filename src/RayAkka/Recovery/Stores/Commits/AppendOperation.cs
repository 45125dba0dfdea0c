namespace RayAkka.Recovery.Stores.Commits;

/// <summary>Appends records, which are sealed on the thread that asks for it: the one that commits has enough to do.</summary>
internal sealed class AppendOperation : StoreOperation<bool>
{
    /// <exception cref="JournalException">A record is too large.</exception>
    public AppendOperation(ActorId actor, long epoch, long first, IReadOnlyList<ReadOnlyMemory<byte>> records)
        : base(actor)
    {
        Epoch = epoch;
        First = first;
        Records = new byte[records.Count][];
        for (var i = 0; i < Records.Length; i++)
        {
            Records[i] = RecordEnvelope.Seal(EnvelopeKind.Record, actor, first + i, records[i].Span);
            Size += Records[i].Length;
        }
    }

    public long Epoch { get; }

    public long First { get; }

    public long Last => First + Records.Length - 1;

    public byte[][] Records { get; }

    public override long Size { get; }
}

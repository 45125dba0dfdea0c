namespace RayAkka.Recovery;

/// <summary>What an incarnation knows of one caller's calls, in the order of their indexes.</summary>
internal sealed record CallerSnapshot(CallerId Caller, long Watermark, IReadOnlyList<RecordedCall> Calls)
{
    /// <summary>The latest incarnation of the caller that has called.</summary>
    public long Epoch { get; init; }

    /// <summary>The node of the process that knows when the caller has ended for good.</summary>
    public NodeId Owner { get; init; }

    /// <summary>Whether the caller goes on when that process is gone.</summary>
    public bool OutlivesOwner { get; init; }
}

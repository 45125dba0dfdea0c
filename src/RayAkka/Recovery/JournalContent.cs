namespace RayAkka.Recovery;

/// <summary>What a new incarnation finds in its journal.</summary>
/// <param name="Checkpoint">The last checkpoint; null if there is none.</param>
/// <param name="Calls">The calls behind it, in their order.</param>
/// <param name="Events">What was learnt in the constructor, and behind the checkpoint, in its order.</param>
/// <param name="Outbound">The remote calls made in the constructor and behind the checkpoint.</param>
/// <param name="CrashedAt">The position of the call that crashed the actor last; 0 if none did.</param>
/// <param name="Crashes">How often in a row it crashed there.</param>
internal sealed record JournalContent(
    ReplayCheckpoint? Checkpoint,
    IReadOnlyList<LoggedCall> Calls,
    IReadOnlyList<JournalEvent> Events,
    IReadOnlyDictionary<long, OutboundCall> Outbound,
    long CrashedAt,
    int Crashes)
{
    /// <summary>
    /// From which position on a call is noted before it runs again, since one of them may be what ended the process of earlier incarnations. The calls
    /// before have run once to their end: the others were admitted behind them.
    /// </summary>
    public long SuspectFrom { get; init; } = long.MaxValue;
}

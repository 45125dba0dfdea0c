namespace RayAkka.Recovery;

/// <summary>Everything from which an actor goes on as if it had run all its calls so far.</summary>
/// <param name="Position">The position of the last call.</param>
/// <param name="State">The user's state.</param>
/// <param name="Records">The records of the calls that may be made again: watermarks, and replies that were not acknowledged.</param>
/// <param name="Calls">How many remote calls the actor has made.</param>
/// <param name="Waits">How many waits.</param>
/// <param name="Draws">How many random numbers it has drawn.</param>
/// <param name="Ids">How many ids it has made.</param>
/// <param name="Asked">How often it has asked the runtime for something.</param>
/// <param name="Now">The time that it has seen last, in ticks of UTC.</param>
internal sealed record ReplayCheckpoint(
    long Position,
    object? State,
    IReadOnlyList<CallerSnapshot> Records,
    long Calls,
    long Waits,
    ulong Draws,
    long Ids,
    long Asked,
    long Now)
{
    /// <summary>Large results of calls so far that may still be asked for, see <see cref="Recovery.Results.KnownResults"/>.</summary>
    public IReadOnlyList<Results.RecordedResult> Results { get; init; } = [];
}

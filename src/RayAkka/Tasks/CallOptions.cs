namespace RayAkka;

/// <summary>
/// Options of one call of an actor's method. A value left null falls back to the method's <see cref="MethodAttribute"/>, then to the
/// actor's options, then to the default.
/// </summary>
public sealed record CallOptions
{
    /// <summary>How often the call is tried again when it was lost with its actor; -1 is without limit. Default 0: at most once.</summary>
    public int? MaxTaskRetries { get; init; }

    /// <summary>Which exceptions of the method make it run again, within <see cref="MaxTaskRetries"/>. Default none.</summary>
    public RetryExceptions? RetryExceptions { get; init; }

    /// <summary>
    /// The time from <c>Remote()</c> to the result after which the call fails with <see cref="GetTimeoutException"/>: a queued call then
    /// never runs, a running one sees its CancellationToken fire. Calls and tasks that it makes must end by then too, unless an infinite Timeout of their own says otherwise;
    /// one that does not fails with <see cref="TaskCancelledException"/>, for the reason <see cref="CancellationReason.Timeout"/>. Default null: that of the call that makes it; none
    /// in the driver, and in an actor with <see cref="ActorRecovery.Replay"/>.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The concurrency group whose place the call takes, one that the actor has. Default the method's, which is none.</summary>
    public string? ConcurrencyGroup { get; init; }

    /// <summary>
    /// Of a method that streams: how many items it may be ahead of the reader, before it stands still; -1 is without limit. Default 16. What is unread stays in
    /// memory, so give less where items are large. Ray's <c>_generator_backpressure_num_objects</c>.
    /// </summary>
    public int? ReadAhead { get; init; }

    /// <summary>The name of the call in traces and errors. Default: <c>Class.Method</c>.</summary>
    public string? Name { get; init; }
}

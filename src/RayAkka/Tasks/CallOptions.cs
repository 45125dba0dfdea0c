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
    /// never runs, a running one sees its CancellationToken fire. Default null: no limit.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The name of the call in traces and errors. Default: <c>Class.Method</c>.</summary>
    public string? Name { get; init; }
}

namespace RayAkka;

/// <summary>
/// Options of one call of a remote function. A value left null falls back to the function's <see cref="RemoteAttribute"/>, then to the
/// default. The defaults are Ray's.
/// </summary>
public sealed record TaskOptions
{
    /// <summary>CPUs the task holds while it runs; given back while it waits in Get or await. Default 1. Steps of 0.0001.</summary>
    public double? NumCpus { get; init; }

    /// <summary>GPUs the task holds; a fraction shares one GPU. Default 0. Steps of 0.0001.</summary>
    public double? NumGpus { get; init; }

    /// <summary>Memory in bytes that the task reserves. Default 0.</summary>
    public long? Memory { get; init; }

    /// <summary>Custom resources by name. Default none. "CPU", "GPU" and "memory" are not allowed as names.</summary>
    public Dictionary<string, double> Resources { get; init; } = [];

    /// <summary>Labels that the node must carry. Default none.</summary>
    public Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>How often the task is tried again when its worker or node was lost; -1 is without limit. Default 3.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Which exceptions of the function make it run again, within <see cref="MaxRetries"/>. Default none.</summary>
    public RetryExceptions? RetryExceptions { get; init; }

    /// <summary>
    /// The time from <c>Remote()</c> to the result after which the task fails with <see cref="GetTimeoutException"/>: a waiting task then
    /// never runs, a running one sees its CancellationToken fire. Default null: no limit.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>The name of the task in traces and errors. Default: <c>Class.Function</c>.</summary>
    public string? Name { get; init; }
}

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

    /// <summary>What the labels of the node must be, such as <c>{ ["zone"] = "in(a, b)" }</c>; see <see cref="LabelSelector"/>. Default none.</summary>
    public Dictionary<string, LabelSelector> Labels { get; init; } = [];

    /// <summary>The kind of GPU that the node must have: its label <c>ray.io/accelerator-type</c>. Default null: any. Ray's <c>accelerator_type</c>.</summary>
    public string? AcceleratorType { get; init; }

    /// <summary>
    /// Where among the nodes the task goes. Default null: <see cref="SchedulingStrategy.Default"/>, or the placement group of the caller if that captures what
    /// it starts.
    /// </summary>
    public SchedulingStrategy? SchedulingStrategy { get; init; }

    /// <summary>
    /// How often the task is tried again when its worker or node was lost; -1 is without limit. Default 3. Each attempt must make the same calls of
    /// actors in the same order: those that an earlier attempt made are recognised by their place and answered from the actor's record, so that they
    /// do not run twice on the same incarnation of an actor; one that differs fails the task with <see cref="NonDeterministicException"/>. Tasks that the
    /// task submits, and actors that it creates, are submitted and created again by the next attempt. See <see cref="RayOptions.MaxRecordedCalls"/>.
    /// </summary>
    public int? MaxRetries { get; init; }

    /// <summary>Which exceptions of the function make it run again, within <see cref="MaxRetries"/>. Default none.</summary>
    public RetryExceptions? RetryExceptions { get; init; }

    /// <summary>
    /// The time from <c>Remote()</c> to the result after which the task fails with <see cref="GetTimeoutException"/>: a waiting task then
    /// never runs, a running one sees its CancellationToken fire. Calls and tasks that it makes must end by then too, unless an infinite Timeout of their own says otherwise;
    /// one that does not fails with <see cref="TaskCancelledException"/>, for the reason <see cref="CancellationReason.Timeout"/>. Default null: that of the call that makes it; none
    /// in the driver, and in an actor with <see cref="ActorRecovery.Replay"/>.
    /// </summary>
    public TimeSpan? Timeout { get; init; }

    /// <summary>
    /// Of a function that streams: how many items it may be ahead of the reader, before it stands still; -1 is without limit. Default 16. What is unread stays in
    /// memory, so give less where items are large. Ray's <c>_generator_backpressure_num_objects</c>.
    /// </summary>
    public int? ReadAhead { get; init; }

    /// <summary>The name of the task in traces and errors. Default: <c>Class.Function</c>.</summary>
    public string? Name { get; init; }
}

namespace RayAkka;

/// <summary>
/// Options of one actor. A value left null falls back to the class's <see cref="RemoteAttribute"/>, then to the default. The defaults are
/// Ray's, but for <see cref="MaxConcurrency"/>, which is 1 also for classes with asynchronous methods.
/// </summary>
public sealed record ActorOptions
{
    /// <summary>
    /// CPUs. Default null: 1 CPU must be free to place the actor, and it holds none while it lives. A value given here is held as long as
    /// the actor lives. Steps of 0.0001.
    /// </summary>
    public double? NumCpus { get; init; }

    /// <summary>GPUs held as long as the actor lives; a fraction shares one GPU. Default 0. Steps of 0.0001.</summary>
    public double? NumGpus { get; init; }

    /// <summary>Memory in bytes that the actor reserves. Default 0.</summary>
    public long? Memory { get; init; }

    /// <summary>Custom resources by name. Default none. "CPU", "GPU" and "memory" are not allowed as names.</summary>
    public Dictionary<string, double> Resources { get; init; } = [];

    /// <summary>What the labels of the node must be, such as <c>{ ["zone"] = "in(a, b)" }</c>; see <see cref="LabelSelector"/>. Default none.</summary>
    public Dictionary<string, LabelSelector> Labels { get; init; } = [];

    /// <summary>The kind of GPU that the node must have: its label <c>ray.io/accelerator-type</c>. Default null: any. Ray's <c>accelerator_type</c>.</summary>
    public string? AcceleratorType { get; init; }

    /// <summary>
    /// Where among the nodes the actor goes. Default null: <see cref="SchedulingStrategy.Default"/>, or the placement group of the caller if that captures what
    /// it starts.
    /// </summary>
    public SchedulingStrategy? SchedulingStrategy { get; init; }

    /// <summary>The name under which <c>Ray.GetActor</c> finds the actor, unique in its namespace. Default: unnamed.</summary>
    public string? Name { get; init; }

    /// <summary>The namespace of <see cref="Name"/>. Default: the namespace of the job.</summary>
    public string? Namespace { get; init; }

    /// <summary>How long the actor lives. Default <see cref="ActorLifetime.NonDetached"/>.</summary>
    public ActorLifetime? Lifetime { get; init; }

    /// <summary>Return the living actor of that name (its constructor arguments are then ignored) instead of failing. Default false.</summary>
    public bool? GetIfExists { get; init; }

    /// <summary>
    /// How often the actor is rebuilt after a loss, its constructor run again with the original arguments; -1 is without limit. Default 0;
    /// -1 with <see cref="ActorRecovery.Replay"/>, which runs the journalled calls again too.
    /// A loss is the end of its node, a crash inside a living node (see <see cref="RestartOn"/>, <see cref="StuckAfter"/>), and
    /// <c>Ray.Kill</c> with <c>noRestart: false</c>; each uses up one restart, also while the constructor runs. An exception that a method
    /// throws is the call's result and no loss; an exception that the constructor throws ends the actor, as does what is meant to end it:
    /// ExitActor, the last handle, the death of its owner, Shutdown.
    /// </summary>
    public int? MaxRestarts { get; init; }

    /// <summary>
    /// The exceptions, and those derived from them, that crash the actor instead of being the result of the call or ending its
    /// construction: its state is not to be trusted behind them. The actor is rebuilt if it has restarts left. The call that threw is tried
    /// again if it has retries left; else it fails with <see cref="ActorUnavailableException"/> or <see cref="ActorDiedException"/>, with
    /// what was thrown as its inner exception. <see cref="OutOfMemoryException"/> always does so. An exception that comes wrapped, as one
    /// from a call to another actor, does not count. Default: the class's, which is none.
    /// </summary>
    public IReadOnlyList<Type>? RestartOn { get; init; }

    /// <summary>
    /// How long a call, or the constructor, may run, waiting included, before the actor counts as stuck and crashes; this is found within one and a
    /// quarter times of it. Of a method that streams, it is the time since it last stood still because its reader had enough. The thread of a
    /// synchronous method cannot be stopped: it is left behind, named in a warning, and the actor's GPU ids stay taken until it returns. Default null:
    /// for ever.
    /// </summary>
    public TimeSpan? StuckAfter { get; init; }

    /// <summary>
    /// How often a call that was lost with the actor is tried again; -1 is without limit. Default 0: at most once; -1 with
    /// <see cref="ActorRecovery.Replay"/>, where a call takes effect once however often it is tried.
    /// </summary>
    public int? MaxTaskRetries { get; init; }

    /// <summary>How many calls may run at the same time. Default 1, also for asynchronous methods. Those of <see cref="ConcurrencyGroups"/> have places of their own.</summary>
    public int? MaxConcurrency { get; init; }

    /// <summary>
    /// How many calls may run at the same time in each concurrency group, by the group's name; they go before those of <see cref="ConcurrencyGroupAttribute"/> of the same name. A group that
    /// is full holds up no other. Default none. Not with <see cref="ActorRecovery.Replay"/>. Ray's <c>concurrency_groups</c>.
    /// </summary>
    public Dictionary<string, int> ConcurrencyGroups { get; init; } = [];

    /// <summary>
    /// Whether a call that comes from one which runs on the actor, directly or through other actors and tasks, may run in between while that one waits: two actors that call each other and
    /// wait then come to an end instead of failing with <see cref="CallCycleException"/>. With MaxConcurrency 1 and without groups the actor's code still runs on one thread at a time: calls
    /// take turns where one awaits or waits in Get, and what follows an await may find what a call in between has changed. Such a call overtakes those that are queued. Code behind
    /// <c>ConfigureAwait(false)</c> takes no turns. Default false. Not with <see cref="ActorRecovery.Replay"/>.
    /// </summary>
    public bool? Reentrant { get; init; }

    /// <summary>
    /// How many calls of one caller (the driver, a task, an actor) may be open, submitted and not ended, at the same time. One more throws
    /// <see cref="PendingCallsLimitExceededException"/>; <c>RemoteAsync</c> waits instead. Default -1: without limit. Calls that an actor with
    /// <see cref="ActorRecovery.Replay"/> makes count, but are not held up. Ray's <c>max_pending_calls</c>, which counts a handle's calls.
    /// </summary>
    public int? MaxPendingCalls { get; init; }

    /// <summary>
    /// How many calls of all callers together, of all processes, may be open at the same time, so that many producers cannot fill the memory. One more throws
    /// <see cref="PendingCallsLimitExceededException"/> and was not submitted; <c>RemoteAsync</c> waits until there is room. On a cluster the processes share the room: while one has not heard
    /// whether there is some, it keeps back what <c>Remote</c> submits, no more than the capacity, and throws once it knows that there is none. Default -1: without limit.
    /// </summary>
    public int? MailboxCapacity { get; init; }

    /// <summary>What a rebuilt actor starts from. Default <see cref="ActorRecovery.Restart"/>: from its constructor, with an empty state.</summary>
    public ActorRecovery? Recovery { get; init; }

    /// <summary>
    /// With <see cref="ActorRecovery.Replay"/>: after how many calls a checkpoint of the state is taken, so that no more than those are run again after a
    /// loss; 0 for never. It needs a class that implements <see cref="ICheckpointable{TState}"/> or has members with
    /// <see cref="CheckpointAttribute"/>. Default 1,000 for such a class, else 0.
    /// </summary>
    public int? CheckpointEvery { get; init; }
}

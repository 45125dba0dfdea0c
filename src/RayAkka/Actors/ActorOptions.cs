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

    /// <summary>Labels that the node must carry. Default none.</summary>
    public Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>The name under which <c>Ray.GetActor</c> finds the actor, unique in its namespace. Default: unnamed.</summary>
    public string? Name { get; init; }

    /// <summary>The namespace of <see cref="Name"/>. Default: the namespace of the job.</summary>
    public string? Namespace { get; init; }

    /// <summary>How long the actor lives. Default <see cref="ActorLifetime.NonDetached"/>.</summary>
    public ActorLifetime? Lifetime { get; init; }

    /// <summary>Return the living actor of that name (its constructor arguments are then ignored) instead of failing. Default false.</summary>
    public bool? GetIfExists { get; init; }

    /// <summary>How often the actor is rebuilt after a loss, its constructor run again; -1 is without limit. Default 0.</summary>
    public int? MaxRestarts { get; init; }

    /// <summary>How often a call that was lost with the actor is tried again; -1 is without limit. Default 0: at most once.</summary>
    public int? MaxTaskRetries { get; init; }

    /// <summary>How many calls may run at the same time. Default 1, also for asynchronous methods.</summary>
    public int? MaxConcurrency { get; init; }
}

using RayAkka.CompilerServices;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <summary>The options of an actor after the creator's, the class's and the default values were put together and checked.</summary>
internal sealed class ActorSpec
{
    private ActorSpec(string className, ResourceShape shape)
    {
        ClassName = className;
        Shape = shape;
    }

    public string ClassName { get; }

    public ResourceShape Shape { get; }

    public string? Name { get; private init; }

    public string? Namespace { get; private init; }

    public bool IsDetached { get; private init; }

    public bool GetIfExists { get; private init; }

    public int MaxRestarts { get; private init; }

    public int MaxTaskRetries { get; private init; }

    public int MaxConcurrency { get; private init; }

    /// <summary>Puts the options together.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static ActorSpec From(ActorDescriptor descriptor, ActorOptions? options)
    {
        var declared = descriptor.Options;
        var cpus = options?.NumCpus ?? declared?.NumCpus;
        var gpus = options?.NumGpus ?? declared?.NumGpus ?? 0;
        var memory = options?.Memory ?? declared?.Memory ?? 0;
        var custom = OptionRules.Merge(declared?.Resources, options?.Resources);
        var held = ResourceSet.Create(cpus ?? 0, gpus, memory, custom);

        // Ray's rule: without an explicit number one CPU must be free to place the actor, and none is held while it lives.
        var toPlace = cpus is null ? ResourceSet.Create(1, gpus, memory, custom) : held;
        var name = OptionRules.Name(options?.Name ?? declared?.Name, nameof(ActorOptions.Name));
        var getIfExists = options?.GetIfExists ?? declared?.GetIfExists ?? false;
        if (getIfExists && name is null)
        {
            throw new ArgumentException("GetIfExists needs a Name to look for; set ActorOptions.Name.", nameof(options));
        }

        var concurrency = options?.MaxConcurrency ?? declared?.MaxConcurrency ?? 1;
        if (concurrency < 1)
        {
            throw new ArgumentException($"MaxConcurrency is {concurrency}; it must be 1 or more.", nameof(options));
        }

        var lifetime = options?.Lifetime ?? declared?.Lifetime ?? ActorLifetime.NonDetached;
        if (!Enum.IsDefined(lifetime))
        {
            throw new ArgumentException($"Lifetime is {lifetime}; it must be NonDetached or Detached.", nameof(options));
        }

        return new ActorSpec(descriptor.Name, new ResourceShape(toPlace, held, OptionRules.Merge(declared?.Labels, options?.Labels)))
        {
            Name = name,
            Namespace = OptionRules.Name(options?.Namespace ?? declared?.Namespace, nameof(ActorOptions.Namespace)),
            IsDetached = lifetime == ActorLifetime.Detached,
            GetIfExists = getIfExists,
            MaxRestarts = OptionRules.Retries(options?.MaxRestarts ?? declared?.MaxRestarts ?? 0, nameof(ActorOptions.MaxRestarts)),
            MaxTaskRetries = OptionRules.Retries(options?.MaxTaskRetries ?? declared?.MaxTaskRetries ?? 0, nameof(ActorOptions.MaxTaskRetries)),
            MaxConcurrency = concurrency,
        };
    }
}

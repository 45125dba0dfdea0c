using RayAkka.CompilerServices;
using RayAkka.Head;
using RayAkka.Scheduling;
using RayAkka.Tasks;
using RayAkka.Wire;

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

    public ResourceShape Shape { get; private set; }

    /// <summary>Whether a scheduling strategy was given; else what captures the actor may choose one.</summary>
    public bool HasStrategy { get; private init; }

    /// <summary>What to do about an actor that cannot be placed: the end of a sentence.</summary>
    public string Remedy => OptionRules.Remedy(Shape);

    public string? Name { get; private init; }

    public string? Namespace { get; private set; }

    public bool IsDetached { get; private init; }

    public bool GetIfExists { get; private init; }

    public int MaxRestarts { get; private init; }

    public int MaxTaskRetries { get; private init; }

    public int MaxConcurrency { get; private init; }

    /// <summary>Whether a call may run in between while one that it comes from waits.</summary>
    public bool IsReentrant { get; private init; }

    /// <summary>The limits of its calls and its concurrency groups; null if it has none.</summary>
    public ActorLimits? Limits { get; private init; }

    /// <summary>The exceptions that crash the actor, as they are spelt: no type of another process need be loaded for them.</summary>
    public IReadOnlyList<string> RestartOn { get; private init; } = [];

    /// <summary>How long a call may run before the actor counts as stuck; null for ever.</summary>
    public TimeSpan? StuckAfter { get; private init; }

    public ActorRecovery Recovery { get; private init; }

    /// <summary>After how many calls a checkpoint is taken; null where the class decides.</summary>
    public int? CheckpointEvery { get; private init; }

    public bool IsReplay => Recovery == ActorRecovery.Replay;

    /// <summary>Whether each call must carry how often it may be tried again.</summary>
    public bool SetsRetries => MaxTaskRetries != 0 && !AlwaysRetries;

    /// <summary>Whether calls without options of their own are tried again for ever; then they need not say so each.</summary>
    public bool AlwaysRetries => IsReplay && MaxTaskRetries < 0;

    /// <summary>The same options, with the namespace of the name said.</summary>
    public ActorSpec In(string @namespace)
    {
        var copy = (ActorSpec)MemberwiseClone();
        copy.Namespace = @namespace;
        return copy;
    }

    /// <summary>The same options under another rule.</summary>
    public ActorSpec With(PlacementRule rule)
    {
        var copy = (ActorSpec)MemberwiseClone();
        copy.Shape = Shape.With(rule);
        return copy;
    }

    /// <summary>What a process that was handed a handle knows of the options.</summary>
    public static ActorSpec Of(ActorDescription about) => new(about.ClassName, ResourceShape.None)
    {
        Name = about.Name,
        Namespace = about.Namespace,
        IsDetached = about.IsDetached,
        MaxTaskRetries = about.MaxTaskRetries,
        MaxConcurrency = 1,
        Recovery = about.Recovery,
        Limits = about.Limits,
    };

    public static ActorSpec Read(WireReader reader) => new(reader.Text(), ResourceShape.Read(reader))
    {
        Name = reader.String(),
        Namespace = reader.String(),
        IsDetached = reader.Bool(),
        MaxRestarts = reader.Int(),
        MaxTaskRetries = reader.Int(),
        MaxConcurrency = reader.Int() is var concurrency and > 0 ? concurrency : throw new WireFormatException("An actor's MaxConcurrency is not positive."),
        RestartOn = reader.List(1, static from => from.Text()),
        StuckAfter = reader.Signed() is var ticks and > 0 ? TimeSpan.FromTicks(ticks) : null,
        Recovery = ReadRecovery(reader),
        CheckpointEvery = reader.Int() is var every and >= 0 ? every : null,
        Limits = ActorLimits.Read(reader),
        IsReentrant = reader.Bool(),
    };

    public void Write(WireWriter writer)
    {
        writer.String(ClassName);
        Shape.Write(writer);
        writer.String(Name);
        writer.String(Namespace);
        writer.Bool(IsDetached);
        writer.Int(MaxRestarts);
        writer.Int(MaxTaskRetries);
        writer.Int(MaxConcurrency);
        writer.List(RestartOn, static (to, type) => to.String(type));
        writer.Signed(StuckAfter?.Ticks ?? 0);
        writer.Byte((byte)Recovery);
        writer.Int(CheckpointEvery ?? -1);
        ActorLimits.Write(Limits, writer);
        writer.Bool(IsReentrant);
    }

    /// <summary>Whether an exception that left the user's code is a crash of the actor; else it is the result of the call.</summary>
    public bool IsCrash(Exception thrown)
    {
        if (thrown is OutOfMemoryException)
        {
            return true;
        }

        for (var type = RestartOn.Count == 0 ? null : thrown.GetType(); type is not null; type = type.BaseType)
        {
            if (RestartOn.Contains(TypeSpelling.Of(type)))
            {
                return true;
            }
        }

        return false;
    }

    public static ActorRecovery ReadRecovery(WireReader reader) => ToRecovery(reader.Byte());

    public static ActorRecovery ToRecovery(byte number) => (ActorRecovery)number is var recovery && Enum.IsDefined(recovery)
        ? recovery
        : throw new WireFormatException("An actor's Recovery is none.");

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

        var recovery = options?.Recovery ?? declared?.Recovery ?? ActorRecovery.Restart;
        var checkpointEvery = options?.CheckpointEvery ?? declared?.CheckpointEvery;
        CheckRecovery(recovery, checkpointEvery, concurrency);
        var limits = ActorLimits.From(declared, options, recovery);
        var reentrant = options?.Reentrant ?? declared?.Reentrant ?? false;
        if (reentrant && recovery == ActorRecovery.Replay)
        {
            throw new ArgumentException("Reentrant is set and Recovery is Replay; calls that interleave cannot be replayed exactly, so leave one of them out.", nameof(options));
        }

        var retries = recovery == ActorRecovery.Replay ? -1 : 0;
        var labels = OptionRules.Labels(declared?.Labels, options?.Labels, options?.AcceleratorType ?? declared?.AcceleratorType);
        var strategy = options?.SchedulingStrategy ?? declared?.SchedulingStrategy;
        strategy?.Check(toPlace, held, descriptor.Name);
        return new ActorSpec(descriptor.Name, new ResourceShape(toPlace, held, labels, strategy?.Rule))
        {
            HasStrategy = strategy is not null,
            Name = name,
            Namespace = OptionRules.Name(options?.Namespace ?? declared?.Namespace, nameof(ActorOptions.Namespace)),
            IsDetached = lifetime == ActorLifetime.Detached,
            GetIfExists = getIfExists,
            MaxRestarts = OptionRules.Retries(options?.MaxRestarts ?? declared?.MaxRestarts ?? retries, nameof(ActorOptions.MaxRestarts)),
            MaxTaskRetries = OptionRules.Retries(options?.MaxTaskRetries ?? declared?.MaxTaskRetries ?? retries, nameof(ActorOptions.MaxTaskRetries)),
            MaxConcurrency = concurrency,
            Limits = limits,
            IsReentrant = reentrant,
            RestartOn = OptionRules.ExceptionTypes(options?.RestartOn ?? declared?.RestartOn, nameof(ActorOptions.RestartOn)),
            StuckAfter = OptionRules.Timeout(options?.StuckAfter ?? declared?.StuckAfter, nameof(ActorOptions.StuckAfter)),
            Recovery = recovery,
            CheckpointEvery = checkpointEvery,
        };
    }

    private static void CheckRecovery(ActorRecovery recovery, int? checkpointEvery, int concurrency)
    {
        if (!Enum.IsDefined(recovery))
        {
            throw new ArgumentException($"Recovery is {recovery}; it must be Restart or Replay.", nameof(ActorOptions.Recovery));
        }

        if (checkpointEvery is { } every)
        {
            if (every < 0)
            {
                throw new ArgumentException($"CheckpointEvery is {every}; it must be 0 (never) or more.", nameof(ActorOptions.CheckpointEvery));
            }

            if (recovery != ActorRecovery.Replay)
            {
                throw new ArgumentException("CheckpointEvery is given to an actor without Recovery = Replay; set both or neither.", nameof(ActorOptions.CheckpointEvery));
            }
        }

        if (recovery == ActorRecovery.Replay && concurrency > 1)
        {
            throw new ArgumentException(
                $"MaxConcurrency is {concurrency} and Recovery is Replay; calls that run side by side cannot be replayed exactly, so leave MaxConcurrency at 1.",
                nameof(ActorOptions.MaxConcurrency));
        }
    }
}

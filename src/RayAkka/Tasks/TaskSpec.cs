using RayAkka.CompilerServices;
using RayAkka.Scheduling;

namespace RayAkka.Tasks;

/// <summary>The options of a task after the call's, the function's and the default values were put together and checked.</summary>
internal sealed class TaskSpec
{
    private TaskSpec(ResourceShape shape) => Shape = shape;

    public ResourceShape Shape { get; private set; }

    /// <summary>Whether a scheduling strategy was given; else what captures the task may choose one.</summary>
    public bool HasStrategy { get; private init; }

    /// <summary>What to do about a task that cannot be placed: the end of a sentence.</summary>
    public string Remedy => OptionRules.Remedy(Shape);

    public int MaxRetries { get; private init; }

    public RetryExceptions RetryOn { get; private init; } = RetryExceptions.None;

    /// <summary>The time as it was given: endless is not the same as not given.</summary>
    public TimeSpan? Timeout { get; private init; }

    public string? Name { get; private init; }

    /// <summary>The same options under another rule.</summary>
    public TaskSpec With(PlacementRule rule)
    {
        var copy = (TaskSpec)MemberwiseClone();
        copy.Shape = Shape.With(rule);
        return copy;
    }

    /// <summary>Puts the options together.</summary>
    /// <exception cref="ArgumentException">A value is out of its range.</exception>
    public static TaskSpec From(CallDescriptor? descriptor, TaskOptions? options)
    {
        var declared = descriptor?.TaskOptions;
        var resources = ResourceSet.Create(
            options?.NumCpus ?? declared?.NumCpus ?? 1,
            options?.NumGpus ?? declared?.NumGpus ?? 0,
            options?.Memory ?? declared?.Memory ?? 0,
            OptionRules.Merge(declared?.Resources, options?.Resources));
        var labels = OptionRules.Labels(declared?.Labels, options?.Labels, options?.AcceleratorType ?? declared?.AcceleratorType);
        var strategy = options?.SchedulingStrategy ?? declared?.SchedulingStrategy;
        strategy?.Check(resources, resources, options?.Name ?? declared?.Name ?? "The task");
        return new TaskSpec(new ResourceShape(resources, resources, labels, strategy?.Rule))
        {
            HasStrategy = strategy is not null,
            MaxRetries = OptionRules.Retries(options?.MaxRetries ?? declared?.MaxRetries ?? 3, nameof(TaskOptions.MaxRetries)),
            RetryOn = options?.RetryExceptions ?? declared?.RetryExceptions ?? RetryExceptions.None,
            Timeout = OptionRules.Checked(options?.Timeout ?? declared?.Timeout),
            Name = options?.Name ?? declared?.Name,
        };
    }
}

using RayAkka.CompilerServices;
using RayAkka.Scheduling;

namespace RayAkka.Tasks;

/// <summary>The options of a task after the call's, the function's and the default values were put together and checked.</summary>
internal sealed class TaskSpec
{
    private TaskSpec(ResourceShape shape) => Shape = shape;

    public ResourceShape Shape { get; }

    public int MaxRetries { get; private init; }

    public RetryExceptions RetryOn { get; private init; } = RetryExceptions.None;

    public TimeSpan? Timeout { get; private init; }

    public string? Name { get; private init; }

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
        return new TaskSpec(new ResourceShape(resources, resources, OptionRules.Merge(declared?.Labels, options?.Labels)))
        {
            MaxRetries = OptionRules.Retries(options?.MaxRetries ?? declared?.MaxRetries ?? 3, nameof(TaskOptions.MaxRetries)),
            RetryOn = options?.RetryExceptions ?? declared?.RetryExceptions ?? RetryExceptions.None,
            Timeout = OptionRules.Timeout(options?.Timeout ?? declared?.Timeout),
            Name = options?.Name ?? declared?.Name,
        };
    }
}

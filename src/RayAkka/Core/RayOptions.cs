using Microsoft.Extensions.Logging;
using RayAkka.Engine;

namespace RayAkka;

/// <summary>Options of <c>Ray.Init</c>. Everything has a default; <c>Ray.Init()</c> is enough on one machine.</summary>
public sealed record RayOptions
{
    /// <summary>The default of <see cref="GracefulShutdownTimeout"/>: 5 seconds.</summary>
    public static readonly TimeSpan DefaultGracefulShutdownTimeout = TimeSpan.FromSeconds(5);

    /// <summary>CPUs of the node. Default null: the processors of the machine.</summary>
    public double? NumCpus { get; init; }

    /// <summary>GPUs of the node. Default null: what NVML finds and CUDA_VISIBLE_DEVICES allows.</summary>
    public double? NumGpus { get; init; }

    /// <summary>Memory of the node in bytes. Default null: what the process may use.</summary>
    public long? Memory { get; init; }

    /// <summary>Custom resources by name. Default none.</summary>
    public Dictionary<string, double> Resources { get; init; } = [];

    /// <summary>Labels of the node. Default none.</summary>
    public Dictionary<string, string> Labels { get; init; } = [];

    /// <summary>The namespace of this job's actor names. Default null: a random one that no other job has.</summary>
    public string? Namespace { get; init; }

    /// <summary>Where logs go. Default null: warnings and errors go to the standard error stream, nothing else anywhere.</summary>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>The clock of every time limit and timer. Default: the system's.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>How long an actor's disposal, and a shutdown, may take. Default 5 seconds.</summary>
    public TimeSpan GracefulShutdownTimeout { get; init; } = DefaultGracefulShutdownTimeout;

    /// <summary>
    /// How long a request that no node can ever satisfy may wait for one that can, before it fails. Default 0, since an embedded cluster gets
    /// no nodes by itself: such a request fails at the call.
    /// </summary>
    public TimeSpan UnschedulableAfter { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// The share of a node's resources in use, 0 to 1, up to which work is packed on the first nodes before it is spread. Default 0.5, as Ray's
    /// <c>scheduler_spread_threshold</c>.
    /// </summary>
    public double SpreadThreshold { get; init; } = 0.5;

    internal Func<IEngine>? EngineFactory { get; init; }

    internal void Validate()
    {
        if (GracefulShutdownTimeout <= TimeSpan.Zero || GracefulShutdownTimeout > Tasks.OptionRules.LongestTimeout)
        {
            throw new ArgumentException($"GracefulShutdownTimeout is {GracefulShutdownTimeout}; it must be more than zero and at most {Tasks.OptionRules.LongestTimeout.Days} days.");
        }

        if (UnschedulableAfter < TimeSpan.Zero)
        {
            throw new ArgumentException($"UnschedulableAfter is {UnschedulableAfter}; it must be zero or more.");
        }

        if (!(SpreadThreshold is >= 0 and <= 1))
        {
            throw new ArgumentException($"SpreadThreshold is {SpreadThreshold}; it must be between 0 and 1.");
        }

        Tasks.OptionRules.Name(Namespace, nameof(Namespace));
    }
}

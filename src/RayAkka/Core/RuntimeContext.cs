using RayAkka.Actors;
using RayAkka.Execution;

namespace RayAkka;

/// <summary>Where the code that asks is running. Ray's <c>get_runtime_context()</c>.</summary>
public sealed class RuntimeContext
{
    private readonly RayRuntime _runtime;
    private readonly ActorCell? _cell;

    internal RuntimeContext(RayRuntime runtime, Frame? frame)
    {
        _runtime = runtime;
        _cell = frame?.Cell;
        JobId = runtime.JobId;
        NodeId = _cell?.Node ?? frame?.Task?.Node.Id ?? runtime.DriverId;
        TaskId = frame?.CurrentCall?.TaskId ?? default;
        ActorId = _cell?.Id ?? default;
        ActorName = _cell is null ? null : _cell.Spec.Name ?? "";
        WasReconstructed = _cell?.WasReconstructed ?? false;
        var grant = _cell?.Grant ?? frame?.Task?.Grant;
        AssignedResources = grant?.Held.ToDictionary() ?? new Dictionary<string, double>();
        GpuIds = grant?.GpuIds ?? [];
    }

    /// <summary>The job: what one driver started between Init and Shutdown.</summary>
    public JobId JobId { get; }

    /// <summary>The node; in the driver, the driver's own id.</summary>
    public NodeId NodeId { get; }

    /// <summary>The call that runs; nil in the driver.</summary>
    public TaskId TaskId { get; }

    /// <summary>The actor that runs; nil in the driver and in tasks.</summary>
    public ActorId ActorId { get; }

    /// <summary>The actor's name, empty if it has none; null outside an actor.</summary>
    public string? ActorName { get; }

    /// <summary>The namespace of the job's actor names.</summary>
    public string Namespace => _runtime.Namespace;

    /// <summary>Whether the actor was rebuilt after a loss.</summary>
    public bool WasReconstructed { get; }

    /// <summary>What the actor or task holds, by kind.</summary>
    public IReadOnlyDictionary<string, double> AssignedResources { get; }

    /// <summary>The ids of the GPUs that the actor or task may use.</summary>
    public IReadOnlyList<int> GpuIds { get; }

    /// <summary>A weak handle to the actor that runs: it does not keep the actor alive.</summary>
    /// <typeparam name="T">The actor's class or a base class of it.</typeparam>
    /// <exception cref="InvalidOperationException">No actor runs here.</exception>
    /// <exception cref="ArgumentException">The actor is no <typeparamref name="T"/>.</exception>
    public ActorHandle<T> CurrentActor<T>()
        where T : class
    {
        var record = _cell is null ? null : _runtime.Actors.Find(_cell.Id);
        return record is null
            ? throw new InvalidOperationException("CurrentActor was asked for outside a living actor; call it in a method of a remote class.")
            : ActorSetup.Handle<T>(record, strong: false);
    }
}

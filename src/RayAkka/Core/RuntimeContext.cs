using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Scheduling;

namespace RayAkka;

/// <summary>Where the code that asks is running. Ray's <c>get_runtime_context()</c>.</summary>
public sealed class RuntimeContext
{
    private readonly RayRuntime _runtime;
    private readonly ActorCell? _cell;
    private readonly Frame? _frame;
    private readonly Job _job;
    private readonly BundleId? _bundle;

    internal RuntimeContext(RayRuntime runtime, Frame? frame)
    {
        _runtime = runtime;
        _frame = frame;
        _cell = frame?.Cell;
        _job = frame?.Job ?? runtime.Job;
        JobId = _job.Id;
        NodeId = _cell?.Node ?? frame?.Task?.Node.Id ?? runtime.Self;
        TaskId = frame?.CurrentCall?.TaskId ?? default;
        ActorId = _cell?.Id ?? default;
        ActorName = _cell is null ? null : _cell.Spec.Name ?? "";
        WasReconstructed = _cell?.WasReconstructed ?? false;
        var grant = _cell?.Grant ?? frame?.Task?.Grant;
        AssignedResources = grant?.Held.ToDictionary() ?? new Dictionary<string, double>();
        GpuIds = grant?.GpuIds ?? [];
        _bundle = grant?.Bundle;
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
    public string Namespace => _job.Namespace;

    /// <summary>Whether the actor was rebuilt after a loss.</summary>
    public bool WasReconstructed { get; }

    /// <summary>What the actor or task holds, by kind.</summary>
    public IReadOnlyDictionary<string, double> AssignedResources { get; }

    /// <summary>
    /// Fires when the running call or task must stop: it was cancelled, its time is over, or its actor or node is gone. It is the token that a method gets that takes
    /// one, and it says nothing of what happens behind the call's end: work that goes on there takes the token of the constructor. In a constructor, and in an actor with
    /// <see cref="ActorRecovery.Replay"/>, it is the actor's own. In the driver it never fires.
    /// </summary>
    public CancellationToken CancellationToken => _frame?.CancellationToken ?? default;

    /// <summary>Whether the running call or task must stop. Ray's <c>is_canceled</c>.</summary>
    public bool IsCancelled => CancellationReason is not null;

    /// <summary>Why the running call or task must stop; null if it need not.</summary>
    public CancellationReason? CancellationReason => _frame is { Replay: null } frame ? frame.Cancelled : null;

    /// <summary>The ids of the GPUs that the actor or task may use.</summary>
    public IReadOnlyList<int> GpuIds { get; }

    /// <summary>The placement group in which the actor or task runs; null if in none. Ray's <c>get_current_placement_group</c>.</summary>
    public PlacementGroup? PlacementGroup => _bundle is { } bundle && _runtime.Groups.FindOrAsk(bundle.Group) is { } group ? new PlacementGroup(group.Spec) : null;

    /// <summary>The bundle of <see cref="PlacementGroup"/> in which it runs; -1 if in none.</summary>
    public int BundleIndex => _bundle?.Index ?? -1;

    /// <summary>A weak handle to the actor that runs: it does not keep the actor alive.</summary>
    /// <typeparam name="T">The actor's class or a base class of it.</typeparam>
    /// <exception cref="InvalidOperationException">No actor runs here.</exception>
    /// <exception cref="ArgumentException">The actor is no <typeparamref name="T"/>.</exception>
    public ActorHandle<T> CurrentActor<T>()
        where T : class
    {
        var record = _cell is null ? null : _runtime.RecordOf(_cell);
        return record is null
            ? throw new InvalidOperationException("CurrentActor was asked for outside a living actor; call it in a method of a remote class.")
            : ActorSetup.Handle<T>(record, strong: false);
    }
}

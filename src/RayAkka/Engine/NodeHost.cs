using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <summary>A node of this process: the incarnations and task runs that live on it.</summary>
internal sealed class NodeHost(RayRuntime runtime, NodeId id, NodeOptions options)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ActorCell, byte> _cells = new();
    private TaskRun? _runs;
    private TaskCompletionSource? _emptied;
    private bool _lost;

    public RayRuntime Runtime { get; } = runtime;

    public NodeId Id { get; } = id;

    public NodeOptions Options { get; } = options;

    public bool IsLost => Volatile.Read(ref _lost);

    public int CellCount => _cells.Count;

    private bool IsEmpty => _runs is null && _cells.IsEmpty;

    /// <summary>Makes an incarnation; null if the node is lost.</summary>
    public ActorCell? TryMakeCell(ActorId actor, ActorSpec spec, ObjectRef creation, Grant grant, IActorOwner owner, bool rebuilt)
    {
        var cell = new ActorCell(this, actor, spec, creation, grant, owner) { WasReconstructed = rebuilt };
        lock (_gate)
        {
            if (_lost)
            {
                return null;
            }

            _cells[cell] = 0;
        }

        Runtime.Engine.StartShell(Id, actor);
        return cell;
    }

    /// <summary>The living incarnation of an actor on this node, or null.</summary>
    public ActorCell? FindCell(ActorId actor) => _cells.Keys.FirstOrDefault(cell => cell.Id == actor && !cell.IsDead);

    public void OnCellEnded(ActorCell cell)
    {
        if (_cells.TryRemove(cell, out _))
        {
            Runtime.Engine.StopShell(Id, cell.Id);
            lock (_gate)
            {
                TellIfEmpty();
            }
        }
    }

    /// <summary>Starts a run of a task; false if the node is lost.</summary>
    public bool TryRun(ObjectRef call, Grant grant, ITaskOwner owner)
    {
        var run = new TaskRun(this, call, grant, owner);
        lock (_gate)
        {
            if (_lost)
            {
                return false;
            }

            run.Next = _runs;
            _runs?.Previous = run;
            _runs = run;
        }

        WorkerPool.Shared.Enqueue(run);
        return true;
    }

    public void OnRunEnded(TaskRun run)
    {
        lock (_gate)
        {
            if (run.Previous is { } previous)
            {
                previous.Next = run.Next;
            }
            else if (ReferenceEquals(_runs, run))
            {
                _runs = run.Next;
            }

            run.Next?.Previous = run.Previous;
            run.Next = run.Previous = null;
            TellIfEmpty();
        }
    }

    /// <summary>The node is gone: nothing starts here any more.</summary>
    /// <returns>The runs that had not ended.</returns>
    public List<TaskRun> Lose()
    {
        var runs = new List<TaskRun>();
        lock (_gate)
        {
            _lost = true;
            for (var run = _runs; run is not null; run = run.Next)
            {
                runs.Add(run);
            }
        }

        return runs;
    }

    /// <summary>Ends the incarnations that are still here, after their records know.</summary>
    public void LoseCells()
    {
        foreach (var cell in _cells.Keys)
        {
            cell.Lose();
        }
    }

    /// <summary>Completes when no task runs and no actor lives here, or the time is over.</summary>
    public async Task WhenEmptyAsync(TimeSpan limit, CancellationToken cancellationToken)
    {
        Task ended;
        lock (_gate)
        {
            if (IsEmpty)
            {
                return;
            }

            _emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            ended = _emptied.Task;
        }

        try
        {
            await ended.WaitAsync(limit, Runtime.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // What still runs is lost with the node, and retried as such.
        }
    }

    /// <summary>The frames of everything that runs here.</summary>
    public List<Frame> RunningFrames()
    {
        var frames = new List<Frame>();
        lock (_gate)
        {
            for (var run = _runs; run is not null; run = run.Next)
            {
                if (run.Frame is { } frame)
                {
                    frames.Add(frame);
                }
            }
        }

        foreach (var cell in _cells.Keys)
        {
            frames.AddRange(cell.RunningFrames());
        }

        return frames;
    }

    private void TellIfEmpty()
    {
        if (IsEmpty)
        {
            _emptied?.TrySetResult();
        }
    }
}

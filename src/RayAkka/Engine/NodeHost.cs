using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.CompilerServices;
using RayAkka.Execution;
using RayAkka.Handoff;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka.Engine;

/// <summary>A node of this process: the incarnations and task runs that live on it.</summary>
internal sealed class NodeHost(RayRuntime runtime, NodeId id, NodeOptions options)
{
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<ActorCell, byte> _cells = new();
    private readonly ConcurrentDictionary<ActorId, ActorCell> _cellsById = new();
    private readonly ConcurrentDictionary<ActorId, HandedOwner> _handed = new();
    private TaskRun? _runs;
    private Promise<Nothing>? _emptied;
    private bool _lost;

    public RayRuntime Runtime { get; } = runtime;

    public NodeId Id { get; } = id;

    public NodeOptions Options { get; } = options;

    public bool IsLost => Volatile.Read(ref _lost);

    public int CellCount => _cells.Count;

    /// <summary>The incarnations that live here, in the order in which they were made: what is done to all of them is done in the same order each time.</summary>
    public IEnumerable<ActorCell> Cells => _cells.Keys.OrderBy(static cell => cell.Frame.Number);

    private bool IsEmpty => _runs is null && _cells.IsEmpty;

    /// <summary>Makes an incarnation; null if the node is lost.</summary>
    public ActorCell? TryMakeCell(ActorCellInfo about, ObjectRef creation, Grant grant, IActorOwner owner)
    {
        var cell = new ActorCell(this, about, creation, grant, owner);
        lock (_gate)
        {
            if (_lost)
            {
                return null;
            }

            _cells[cell] = 0;
            _cellsById[about.Actor] = cell;
        }

        return cell;
    }

    /// <summary>The living incarnation of an actor on this node, or null.</summary>
    public ActorCell? FindCell(ActorId actor) => _cellsById.TryGetValue(actor, out var cell) && !cell.IsDead ? cell : null;

    /// <summary>The living incarnation with that number, or null.</summary>
    public ActorCell? FindCell(ActorId actor, int incarnation) => FindCell(actor) is { } cell && cell.About.Incarnation == incarnation ? cell : null;

    /// <summary>Enters the latest incarnation of a detached actor of another process.</summary>
    public void AddHanded(HandedOwner handed) => _handed[handed.Cell.Id] = handed;

    /// <summary>The latest incarnation of a detached actor of another process that was made here, dead or alive; null if there is none.</summary>
    public HandedOwner? FindHanded(ActorId actor) => _handed.GetValueOrDefault(actor);

    public void ForgetHanded(ActorId actor) => _handed.TryRemove(actor, out _);

    public void OnCellEnded(ActorCell cell)
    {
        if (_cells.TryRemove(cell, out _))
        {
            _cellsById.TryRemove(new KeyValuePair<ActorId, ActorCell>(cell.Id, cell));
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

            if (grant.Bundle is { } bundle && Runtime.Groups.IsRemoved(bundle.Group))
            {
                // It was removed while the task was on its way: its caller knows.
                run.Lose();
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

    /// <summary>The runs of an owner that have not ended.</summary>
    public List<TaskRun> RunsOf(Func<ITaskOwner, bool> isOwner)
    {
        var runs = new List<TaskRun>();
        lock (_gate)
        {
            for (var run = _runs; run is not null; run = run.Next)
            {
                if (isOwner(run.Owner))
                {
                    runs.Add(run);
                }
            }
        }

        return runs;
    }

    /// <summary>The runs in a placement group that have not ended.</summary>
    public List<TaskRun> RunsIn(PlacementGroupId group)
    {
        var runs = new List<TaskRun>();
        lock (_gate)
        {
            for (var run = _runs; run is not null; run = run.Next)
            {
                if (run.Grant.Bundle is { } bundle && bundle.Group == group)
                {
                    runs.Add(run);
                }
            }
        }

        return runs;
    }

    /// <summary>Ends the incarnations that are still here, after their records know.</summary>
    public void LoseCells()
    {
        foreach (var cell in Cells)
        {
            cell.Lose();
        }
    }

    /// <summary>The node is about to leave: the incarnations of other processes' actors end behind the calls submitted so far.</summary>
    public void LeaveCells()
    {
        foreach (var cell in Cells)
        {
            if (cell.About.Owner != Runtime.Self)
            {
                cell.Post(new ActorTermination { Reason = ExitReason.NodeLeft, Caller = Runtime.Driver });
            }
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

            _emptied ??= new Promise<Nothing>();
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

        foreach (var cell in Cells)
        {
            frames.AddRange(cell.RunningFrames());
        }

        return frames;
    }

    private void TellIfEmpty()
    {
        if (IsEmpty)
        {
            _emptied?.TrySetResult(default);
        }
    }
}

using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>
/// The running calls of an actor with MaxConcurrency above 1. The cell's consumer starts them in order; each runs on a worker of its own
/// until its end, also over its awaits. Invariant: a call that was started is answered, or given back exactly once: by AddUnanswered, whether its
/// run ends before that or after.
/// </summary>
internal sealed class ConcurrentRuns(ActorCell cell, int max)
{
    private readonly Lock _gate = new();
    private readonly List<ConcurrentRun> _runs = [];
    private readonly List<ObjectRef> _endedUnanswered = [];
    private bool _consumerWaitsForRoom;
    private bool _consumerWaitsForEnd;
    private bool _givenBack;

    public bool IsFull => Count >= max;

    public bool IsBusy => Count > 0;

    private int Count
    {
        get
        {
            lock (_gate)
            {
                return _runs.Count;
            }
        }
    }

    public void Start(ObjectRef call)
    {
        var run = new ConcurrentRun(cell, this, call);
        lock (_gate)
        {
            _runs.Add(run);
            run.Frame.IsLost = cell.IsDead;
        }

        WorkerPool.Shared.Enqueue(run);
    }

    public void End(ConcurrentRun run)
    {
        bool wake;
        lock (_gate)
        {
            _runs.Remove(run);
            if (!_givenBack && !run.Call.IsCompleted)
            {
                // It called Ray.ExitActor, or the cell died meanwhile: what takes over the calls is on its way.
                _endedUnanswered.Add(run.Call);
            }

            wake = _consumerWaitsForRoom || (_consumerWaitsForEnd && _runs.Count == 0);
            if (wake)
            {
                _consumerWaitsForRoom = _consumerWaitsForEnd = false;
            }
        }

        if (wake)
        {
            cell.OnRoom();
        }
    }

    /// <summary>Asks that the cell be queued when there is room; false if there is.</summary>
    public bool WaitForRoom()
    {
        lock (_gate)
        {
            return _consumerWaitsForRoom = _runs.Count >= max;
        }
    }

    /// <summary>Asks that the cell be queued when nothing runs; false if nothing does.</summary>
    public bool WaitForEnd()
    {
        lock (_gate)
        {
            return _consumerWaitsForEnd = _runs.Count > 0;
        }
    }

    public void Lose()
    {
        lock (_gate)
        {
            _runs.ForEach(run => run.Frame.IsLost = true);
        }
    }

    public void AddUnanswered(List<ObjectRef> calls)
    {
        lock (_gate)
        {
            _givenBack = true;
            calls.AddRange(_endedUnanswered);
            _endedUnanswered.Clear();
            calls.AddRange(_runs.Where(run => !run.Call.IsCompleted).Select(run => run.Call));
        }
    }

    public List<Frame> Frames()
    {
        lock (_gate)
        {
            return [.. _runs.Select(run => run.Frame)];
        }
    }
}

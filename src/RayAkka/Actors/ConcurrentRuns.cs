using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>
/// The calls of an actor that runs several at a time: by a MaxConcurrency above 1, or in concurrency groups. The cell's consumer only hands the calls over, in
/// order; each runs on a worker of its own until its end, also over its awaits. Invariants: a call waits in its group only while that is full, so a group never holds up
/// another; in a group calls start in the order of arrival, the next one by the end of one before it; a call that came here is answered, or given
/// back exactly once, by AddUnanswered, whether its run ends before that or after; once that was asked for, or the frames are lost, nothing starts. In a reentrant
/// actor a call that comes from one which runs needs no place.
/// </summary>
internal sealed class ConcurrentRuns
{
    private readonly Lock _gate = new();
    private readonly ActorCell _cell;
    private readonly RunGroup[] _groups;
    private readonly List<ObjectRef> _endedUnanswered = [];
    private readonly TurnContext? _turns;
    private ConcurrentRun? _first;
    private int _running;
    private int _waiting;
    private long _arrivals;
    private bool _consumerWaitsForEnd;
    private bool _isClosed;

    public ConcurrentRuns(ActorCell cell, ActorSpec spec)
    {
        _cell = cell;
        _turns = spec is { IsReentrant: true, MaxConcurrency: 1, Limits: not { Groups.Count: > 0 } } ? new TurnContext() : null;
        _groups = [new RunGroup(spec.MaxConcurrency), .. (spec.Limits?.Groups ?? []).Select(static group => new RunGroup(group.MaxConcurrency))];
    }

    public bool IsBusy
    {
        get
        {
            lock (_gate)
            {
                return _running + _waiting > 0;
            }
        }
    }

    /// <summary>Takes a call: it runs as soon as its group has a place. The group is 0 for no group, else one more than its index among the actor's.</summary>
    public void Add(ObjectRef call, int group)
    {
        ConcurrentRun? run = null;
        lock (_gate)
        {
            var to = _groups[group];
            if (_isClosed || (to.IsFull && !ComesFromRunning(call)))
            {
                to.Waiting.Enqueue((call, ++_arrivals));
                _waiting++;
            }
            else
            {
                run = Begin(call, to);
            }
        }

        if (run is not null)
        {
            Schedule(run);
        }
    }

    /// <summary>Lets a run begin, or go on, on a worker of its own, or when its turn comes.</summary>
    public void Schedule(ConcurrentRun run)
    {
        if (_turns is not null)
        {
            _turns.Enqueue(run);
        }
        else
        {
            WorkerPool.Shared.Enqueue(run);
        }
    }

    public void End(ConcurrentRun run)
    {
        ConcurrentRun? next = null;
        List<ObjectRef>? skipped = null;
        bool wake;
        lock (_gate)
        {
            Remove(run);
            if (!_isClosed && !run.Call.IsCompleted)
            {
                // It called Ray.ExitActor, or the cell died meanwhile: what takes over the calls is on its way.
                _endedUnanswered.Add(run.Call);
            }

            while (!_isClosed && !_cell.IsDead && next is null && !run.Group.IsFull && run.Group.Waiting.TryDequeue(out var waiting))
            {
                _waiting--;
                if (waiting.Call.IsCompleted)
                {
                    (skipped ??= []).Add(waiting.Call);
                }
                else
                {
                    next = Begin(waiting.Call, run.Group);
                }
            }

            wake = _consumerWaitsForEnd && (_running == 0 && (_waiting == 0 || _cell.IsDead));
            if (wake)
            {
                _consumerWaitsForEnd = false;
            }
        }

        skipped?.ForEach(_cell.Finished);
        if (next is not null)
        {
            Schedule(next);
        }

        if (wake)
        {
            _cell.OnRoom();
        }
    }

    /// <summary>Asks that the cell be queued when nothing runs or waits here; false if nothing does. Of a dead cell nothing that waits will run.</summary>
    public bool WaitForEnd()
    {
        lock (_gate)
        {
            return _consumerWaitsForEnd = _running > 0 || (_waiting > 0 && !_cell.IsDead);
        }
    }

    public void Lose()
    {
        lock (_gate)
        {
            for (var run = _first; run is not null; run = run.Next)
            {
                run.Frame.IsLost = true;
            }
        }
    }

    public void AddUnanswered(List<ObjectRef> calls)
    {
        lock (_gate)
        {
            _isClosed = true;
            calls.AddRange(_endedUnanswered);
            _endedUnanswered.Clear();
            var first = calls.Count;
            for (var run = _first; run is not null; run = run.Next)
            {
                if (!run.Call.IsCompleted)
                {
                    calls.Add(run.Call);
                }
            }

            // The list begins with the latest.
            calls.Reverse(first, calls.Count - first);

            calls.AddRange(_groups.SelectMany(static group => group.Waiting).OrderBy(static waiting => waiting.Order).Select(static waiting => waiting.Call));
            Array.ForEach(_groups, static group => group.Waiting.Clear());
            _waiting = 0;
        }
    }

    public List<Frame> Frames()
    {
        lock (_gate)
        {
            var frames = new List<Frame>(_running);
            for (var run = _first; run is not null; run = run.Next)
            {
                frames.Add(run.Frame);
            }

            return frames;
        }
    }

    /// <summary>The calls of which one must end before the given one starts; null if it waits for no place here.</summary>
    public List<Frame>? Before(ObjectRef call)
    {
        lock (_gate)
        {
            return Array.Find(_groups, group => group.Waiting.Any(waiting => ReferenceEquals(waiting.Call.Origin, call))) is { } group ? FramesOf(group) : null;
        }
    }

    /// <summary>What waits for a place here, and the calls of which one must end before.</summary>
    public List<(ObjectRef Call, List<Frame> Before)> Waiting()
    {
        lock (_gate)
        {
            var all = new List<(ObjectRef, List<Frame>)>(_waiting);
            foreach (var group in _groups.Where(static group => group.Waiting.Count > 0))
            {
                var before = FramesOf(group);
                all.AddRange(group.Waiting.Select(waiting => (waiting.Call, before)));
            }

            return all;
        }
    }

    /// <summary>The call of that caller and index, if it waits for a place here.</summary>
    public ObjectRef? FindWaiting(Func<ObjectRef, bool> isNamed)
    {
        lock (_gate)
        {
            return _waiting == 0 ? null : _groups.SelectMany(static group => group.Waiting).Select(static waiting => waiting.Call).FirstOrDefault(isNamed);
        }
    }

    // Under the lock.
    private bool ComesFromRunning(ObjectRef call)
    {
        if (!_cell.Spec.IsReentrant || call.Extras?.Chain is not { } chain)
        {
            return false;
        }

        for (var run = _first; run is not null; run = run.Next)
        {
            if (chain.Contains(_cell.Id, run.Call))
            {
                return true;
            }
        }

        return false;
    }

    // Under the lock.
    private ConcurrentRun Begin(ObjectRef call, RunGroup group)
    {
        call.HasStarted = true;
        var run = new ConcurrentRun(_cell, this, call, group) { Next = _first };
        _first?.Previous = run;
        _first = run;
        group.Running++;
        _running++;
        run.Frame.IsLost = _cell.IsDead;
        return run;
    }

    // Under the lock.
    private List<Frame> FramesOf(RunGroup group)
    {
        var frames = new List<Frame>(group.Running);
        for (var run = _first; run is not null; run = run.Next)
        {
            if (ReferenceEquals(run.Group, group))
            {
                frames.Add(run.Frame);
            }
        }

        return frames;
    }

    // Under the lock.
    private void Remove(ConcurrentRun run)
    {
        if (run.Previous is { } previous)
        {
            previous.Next = run.Next;
        }
        else
        {
            _first = run.Next;
        }

        run.Next?.Previous = run.Previous;
        run.Next = run.Previous = null;
        run.Group.Running--;
        _running--;
    }
}

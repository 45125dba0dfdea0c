namespace RayAkka.Execution;

/// <summary>
/// The turns of a reentrant actor: its calls interleave where one waits, and never run at the same time. Invariants: code of the actor runs only on the
/// thread that has the turn; what is to run waits its turn in order; a thread that blocks in Ray gives the turn up, and stands in the same line to have it back.
/// </summary>
internal sealed class TurnContext : SynchronizationContext, IThreadPoolWorkItem
{
    private readonly Lock _gate = new();
    private readonly Queue<object> _line = new();
    private bool _isTaken;

    /// <summary>The turns that the calling thread has; null if it has none.</summary>
    public static TurnContext? OfThisThread => Current as TurnContext;

    public override void Post(SendOrPostCallback d, object? state) => Enqueue(() => d(state));

    public override SynchronizationContext CreateCopy() => this;

    /// <summary>Runs a work item or an action when its turn comes.</summary>
    public void Enqueue(object item)
    {
        lock (_gate)
        {
            _line.Enqueue(item);
            if (_isTaken)
            {
                return;
            }

            _isTaken = true;
        }

        WorkerPool.Shared.Enqueue(this);
    }

    public void Execute()
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            while (TakeNext() is { } item)
            {
                if (item is IThreadPoolWorkItem work)
                {
                    work.Execute();
                }
                else
                {
                    ((Action)item)();
                }
            }
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>The thread that has the turn is about to block.</summary>
    public void GiveUp()
    {
        lock (_gate)
        {
            if (_line.Count == 0)
            {
                _isTaken = false;
                return;
            }
        }

        WorkerPool.Shared.Enqueue(this);
    }

    /// <summary>The thread that gave the turn up goes on: blocks until it has the turn again.</summary>
    public void TakeBack()
    {
        using var granted = new ManualResetEventSlim();
        lock (_gate)
        {
            if (!_isTaken)
            {
                _isTaken = true;
                return;
            }

            _line.Enqueue(granted);
        }

        // The turn is with a thread, or with work that needs one.
        var isWorker = WorkerPool.EnterBlocked();
        granted.Wait();
        if (isWorker)
        {
            WorkerPool.ExitBlocked();
        }
    }

    // Null when there is nothing more to run on this thread: the turn is free, or another thread's.
    private object? TakeNext()
    {
        lock (_gate)
        {
            if (!_line.TryDequeue(out var item))
            {
                _isTaken = false;
                return null;
            }

            if (item is ManualResetEventSlim granted)
            {
                granted.Set();
                return null;
            }

            return item;
        }
    }
}

using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>
/// One blocked thread that waits until enough of some refs are there: one object for any number of refs. It spins for as long as a short
/// call takes, then tells the worker pool and the task's resources that it blocks.
/// </summary>
internal sealed class BlockingWaiter(int needed, bool stopAtError) : RefWaiter
{
    private const int SpinRounds = 100;

    // A plain object: Monitor.Wait does not take a Lock.
    private readonly object _signal = new();
    private int _remaining = needed;
    private volatile bool _done;
    private volatile bool _timedOut;
    private volatile bool _blocked;

    public override bool IsGone => _done;

    /// <summary>Whether there is no more to wait for.</summary>
    public bool IsDone => _done;

    public override void OnCompleted(ObjectRef reference)
    {
        if (Interlocked.Decrement(ref _remaining) == 0 || (stopAtError && reference.IsFailed))
        {
            End();
        }
    }

    /// <summary>Waits; false when the time is over first.</summary>
    public bool Wait(TimeSpan? timeout, TimeProvider time, Frame? frame)
    {
        if (timeout == TimeSpan.Zero)
        {
            return _done;
        }

        // What a worker queued for itself may be the very call that it waits for.
        WorkerPool.ShareOwnItem();
        for (var round = 0; round < SpinRounds; round++)
        {
            if (_done)
            {
                return true;
            }

            Thread.SpinWait(8);
        }

        using var timer = timeout is { } limit ? time.CreateTimer(static state => ((BlockingWaiter)state!).TimeOut(), this, limit, Timeout.InfiniteTimeSpan) : null;
        var isWorker = WorkerPool.EnterBlocked();
        frame?.Task?.BeginWait();
        try
        {
            Block();
        }
        finally
        {
            frame?.Task?.EndWait();
            if (isWorker)
            {
                WorkerPool.ExitBlocked();
            }
        }

        return !_timedOut || Volatile.Read(ref _remaining) <= 0;
    }

    /// <summary>Says that nobody waits any more, so that the refs may forget this waiter.</summary>
    public void Abandon() => _done = true;

    private void TimeOut()
    {
        _timedOut = true;
        End();
    }

    private void Block()
    {
        lock (_signal)
        {
            _blocked = true;
            Interlocked.MemoryBarrier();
            while (!_done)
            {
                Monitor.Wait(_signal);
            }
        }
    }

    private void End()
    {
        _done = true;

        // A full fence on both sides: either the waiting thread sees the end before it blocks, or it is seen to block.
        Interlocked.MemoryBarrier();
        if (_blocked)
        {
            lock (_signal)
            {
                Monitor.Pulse(_signal);
            }
        }
    }
}

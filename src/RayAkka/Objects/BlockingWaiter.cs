using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>
/// One blocked thread that waits until enough of some refs are there: one object for any number of refs. It spins for as long as a short
/// call takes, then tells the worker pool and the task's resources that it blocks.
/// </summary>
internal sealed class BlockingWaiter(int needed, bool stopAtError) : RefWaiter
{
    private const int SpinRounds = 100;
    private const int LongWait = 3; // milliseconds

    // A plain object: Monitor.Wait does not take a Lock.
    private readonly object _signal = new();
    private int _remaining = needed;
    private volatile bool _done;
    private volatile bool _timedOut;
    private volatile bool _lost;
    private volatile CallCycleException? _cycle;
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
    /// <param name="timeout">The time limit; null for none.</param>
    /// <param name="time">The clock of the limit.</param>
    /// <param name="frame">The task or actor that waits, or null.</param>
    /// <param name="onLongWait">
    /// Called once if the wait lasts: looking for a call cycle costs more than most waits, and a cycle is still there a little later.
    /// </param>
    public bool Wait(TimeSpan? timeout, TimeProvider time, Frame? frame, Action? onLongWait)
    {
        if (timeout == TimeSpan.Zero)
        {
            return _done;
        }

        for (var round = 0; round < SpinRounds; round++)
        {
            if (_done)
            {
                return true;
            }

            if (WorkerPool.IsWanted)
            {
                break;
            }

            Thread.SpinWait(8);
        }

        using var timer = timeout is { } limit ? time.CreateTimer(static state => ((BlockingWaiter)state!).TimeOut(), this, limit, Timeout.InfiniteTimeSpan) : null;

        // In this order: giving the CPU back may queue the next task in this worker's own slot, which EnterBlocked empties.
        frame?.Task?.BeginWait();
        var isWorker = WorkerPool.EnterBlocked();
        try
        {
            if (onLongWait is not null && !Block(LongWait))
            {
                onLongWait();
            }

            Block(Timeout.Infinite);
        }
        finally
        {
            frame?.Task?.EndWait();
            if (isWorker)
            {
                WorkerPool.ExitBlocked();
            }
        }

        if (_lost && Volatile.Read(ref _remaining) > 0)
        {
            throw (Exception?)_cycle ?? Waits.Lost();
        }

        return !_timedOut || Volatile.Read(ref _remaining) <= 0;
    }

    /// <summary>Says that nobody waits any more, so that the refs may forget this waiter.</summary>
    public void Abandon() => _done = true;

    /// <summary>Ends the wait because its incarnation or node was killed or lost.</summary>
    public void EndAsLost()
    {
        _lost = true;
        End();
    }

    /// <summary>Ends the wait because it can never end by itself.</summary>
    public void EndWith(CallCycleException cycle)
    {
        _cycle = cycle;
        EndAsLost();
    }

    private void TimeOut()
    {
        _timedOut = true;
        End();
    }

    // False when the time is over first. A spurious wake-up before that only makes a short wait shorter.
    private bool Block(int milliseconds)
    {
        lock (_signal)
        {
            _blocked = true;
            Interlocked.MemoryBarrier();
            while (!_done)
            {
                if (!Monitor.Wait(_signal, milliseconds))
                {
                    return _done;
                }
            }

            return true;
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

namespace RayAkka.Execution;

/// <summary>
/// Notices that items wait while no worker takes one: user code blocks without telling the pool, or computes for long. It then lets one
/// more worker run, twice as many at each further tick without progress, and takes the permission back when nothing waits any more. It
/// sleeps, without a timer, while the pool has no more work than workers.
/// </summary>
internal sealed class WorkerPoolMonitor(WorkerPool pool)
{
    private const int MaxStep = 64;
    private const int CalmTicks = 50;
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_idleExit = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly ManualResetEventSlim _wanted = new(false);
    private int _watching;
    private bool _running;

    /// <summary>Asks for a look at the pool: there was an item for which no worker could be woken.</summary>
    public void Watch()
    {
        if (Volatile.Read(ref _watching) != 0 || Interlocked.Exchange(ref _watching, 1) != 0)
        {
            return;
        }

        lock (_gate)
        {
            _wanted.Set();
            if (_running)
            {
                return;
            }

            _running = true;
        }

        new Thread(Run) { IsBackground = true, Name = "RayAkka worker monitor" }.UnsafeStart();
    }

    private void Run()
    {
        // Only for its time limit: nothing ever sets it.
        using var tick = new ManualResetEventSlim(false);
        while (true)
        {
            if (!_wanted.Wait(s_idleExit))
            {
                lock (_gate)
                {
                    if (!_wanted.IsSet)
                    {
                        _running = false;
                        return;
                    }
                }
            }

            _wanted.Reset();
            WatchUntilCalm(tick);
            pool.ResetLimit();
            Volatile.Write(ref _watching, 0);
            Interlocked.MemoryBarrier();
            if (pool.HasWork)
            {
                Watch();
            }
        }
    }

    private void WatchUntilCalm(ManualResetEventSlim tick)
    {
        var step = 1;
        var calm = 0;
        var raised = 0;
        var taken = pool.Taken;
        while (calm < CalmTicks)
        {
            tick.Wait(s_tick);
            pool.ShareSettledItems();
            var now = pool.Taken;
            if (!pool.HasWork)
            {
                calm++;
                step = 1;
                raised = 0;
            }
            else if (now - taken <= raised)
            {
                // What the workers added last have taken and hang on to is no progress either.
                calm = 0;
                pool.RaiseLimit(step);
                raised = step;
                step = Math.Min(step * 2, MaxStep);
            }
            else
            {
                calm = 0;
                step = 1;
                raised = 0;
            }

            taken = now;
        }
    }
}

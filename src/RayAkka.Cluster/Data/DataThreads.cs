namespace RayAkka.Cluster.Data;

/// <summary>
/// The threads of an endpoint. It has its own because user code may block every thread of the pool, and the connections must go on then.
/// </summary>
internal sealed class DataThreads(DataLog log)
{
    private readonly object _gate = new();
    private readonly HashSet<Thread> _running = [];

    /// <summary>How many run.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _running.Count;
            }
        }
    }

    public void Start(string name, Action body)
    {
        var thread = new Thread(() => Run(body)) { IsBackground = true, Name = name };
        lock (_gate)
        {
            _running.Add(thread);
        }

        thread.Start();
    }

    /// <summary>Waits until all have ended, except the calling one if it is one of them.</summary>
    /// <returns>False if some still run after the time.</returns>
    public bool Join(TimeSpan limit)
    {
        lock (_gate)
        {
            var own = _running.Contains(Thread.CurrentThread) ? 1 : 0;
            var until = Environment.TickCount64 + (long)limit.TotalMilliseconds;
            while (_running.Count > own)
            {
                var left = until - Environment.TickCount64;
                if (left <= 0 || !Monitor.Wait(_gate, TimeSpan.FromMilliseconds(left)))
                {
                    return _running.Count <= own;
                }
            }

            return true;
        }
    }

    private void Run(Action body)
    {
        try
        {
            body();
        }
        catch (Exception e)
        {
            // The last stop: an error here must not end the process.
            log.ThreadFailed(Thread.CurrentThread.Name ?? "", e);
        }
        finally
        {
            lock (_gate)
            {
                _running.Remove(Thread.CurrentThread);
                Monitor.PulseAll(_gate);
            }
        }
    }
}

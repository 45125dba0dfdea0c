namespace RayAkka.Cluster.Data;

/// <summary>
/// Does things later, on a thread of its own: timers of the thread pool come late or never while user code blocks the pool, and with them
/// would the ends of handshakes and the attempts to connect again. What it does must be quick.
/// </summary>
internal sealed class DataClock : IDisposable
{
    private readonly object _gate = new();
    private readonly TimeProvider _time;
    private readonly PriorityQueue<DataAlarm, long> _alarms = new();
    private bool _started;
    private bool _disposed;
    private readonly DataThreads _threads;

    public DataClock(TimeProvider time, DataThreads threads)
    {
        _time = time;
        _threads = threads;
    }

    /// <summary>Does something after a time.</summary>
    public DataAlarm After(TimeSpan delay, Action action)
    {
        var alarm = new DataAlarm(action);
        lock (_gate)
        {
            if (_disposed)
            {
                return alarm;
            }

            _alarms.Enqueue(alarm, _time.GetTimestamp() + (long)(delay.TotalSeconds * _time.TimestampFrequency));
            if (!_started)
            {
                _started = true;
                _threads.Start("ray-clock", Run);
            }

            Monitor.PulseAll(_gate);
        }

        if (!ReferenceEquals(_time, TimeProvider.System))
        {
            // A clock of a test: its timer tells when to look again.
            alarm.Wake = _time.CreateTimer(_ => Look(), null, delay, Timeout.InfiniteTimeSpan);
        }

        return alarm;
    }

    /// <summary>Waits; returns early when the clock stops.</summary>
    public void Wait(TimeSpan delay)
    {
        var over = false;
        lock (_gate)
        {
            var alarm = After(delay, () =>
            {
                lock (_gate)
                {
                    over = true;
                    Monitor.PulseAll(_gate);
                }
            });
            while (!over && !_disposed)
            {
                Monitor.Wait(_gate);
            }

            alarm.Cancel();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void Look()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    private void Run()
    {
        while (TakeDue() is { } alarm)
        {
            alarm.Fire();
        }
    }

    private DataAlarm? TakeDue()
    {
        lock (_gate)
        {
            while (!_disposed)
            {
                var wait = Timeout.InfiniteTimeSpan;
                if (_alarms.TryPeek(out var alarm, out var due))
                {
                    var now = _time.GetTimestamp();
                    if (due <= now)
                    {
                        return _alarms.Dequeue();
                    }

                    // One millisecond more than is left: waits are cut to whole ones.
                    wait = _time.GetElapsedTime(now, due) + TimeSpan.FromMilliseconds(1);
                }

                Monitor.Wait(_gate, wait);
            }

            return null;
        }
    }
}

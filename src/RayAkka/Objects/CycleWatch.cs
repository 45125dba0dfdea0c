namespace RayAkka.Objects;

/// <summary>
/// Waits of which it was not known, when they were entered, whether the call itself waits for them: its method had not reached its await yet. They are
/// looked at again after a while, then after twice that, and so on. Only those are kept, so that other waits cost nothing here.
/// </summary>
internal sealed class CycleWatch : IDisposable
{
    private const int LongestPause = 64;

    private readonly Lock _gate = new();
    private readonly Dictionary<WaitRecord, (int Age, int Next)> _waits = new(ReferenceEqualityComparer.Instance);
    private readonly ITimer _timer;
    private bool _ticks;

    public CycleWatch(TimeProvider time) =>
        _timer = time.CreateTimer(static watch => ((CycleWatch)watch!).Look(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

    /// <summary>The first wait until a second look.</summary>
    public static TimeSpan Interval { get; } = TimeSpan.FromMilliseconds(250);

    public void Add(WaitRecord wait)
    {
        lock (_gate)
        {
            _waits[wait] = (0, 1);
            if (!_ticks)
            {
                _ticks = true;
                _timer.Change(Interval, Interval);
            }
        }
    }

    public void Remove(WaitRecord wait)
    {
        lock (_gate)
        {
            _waits.Remove(wait);
        }
    }

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        var due = new List<WaitRecord>();
        lock (_gate)
        {
            foreach (var (wait, (age, next)) in _waits)
            {
                var isDue = age + 1 >= next;
                if (isDue)
                {
                    due.Add(wait);
                }

                _waits[wait] = (age + 1, isDue ? Math.Min(next * 2, next + LongestPause) : next);
            }

            if (_waits.Count == 0)
            {
                // It would not be stopped by each wait that ends: it ticks once in vain.
                _ticks = false;
                _timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            }
        }

        foreach (var wait in due)
        {
            if (CycleDetector.Recheck(wait) is { } cycle)
            {
                wait.EndAsCycle(cycle);
            }
        }
    }
}

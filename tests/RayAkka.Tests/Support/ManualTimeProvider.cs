namespace RayAkka.Tests.Support;

/// <summary>
/// A clock that stands still until a test moves it. Timers fire only inside <see cref="Advance"/>, on its thread, in the order in which
/// they are due and, when due together, in the order in which they were set; a callback sees the time at which it was due. A timer set to
/// fire at once waits for the next <see cref="Advance"/>, also one by zero. Thread-safe.
/// </summary>
internal sealed class ManualTimeProvider : TimeProvider
{
    private readonly Lock _gate = new();
    private readonly PriorityQueue<ManualTimer, (long Due, long Order)> _timers = new();
    private readonly DateTimeOffset _start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _elapsed;
    private long _order;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How many timers are set to fire.</summary>
    public int ActiveTimers
    {
        get
        {
            lock (_gate)
                return _timers.UnorderedItems.Count(item => item.Element.IsSetAt(item.Priority.Order));
        }
    }

    public override long GetTimestamp() => Interlocked.Read(ref _elapsed);

    public override DateTimeOffset GetUtcNow() => _start + TimeSpan.FromTicks(GetTimestamp());

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves the clock and fires what becomes due on the way, including timers that callbacks set.</summary>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        var until = GetTimestamp() + by.Ticks;
        while (TakeDue(until) is { } timer)
            timer.Fire();
        Interlocked.Exchange(ref _elapsed, until);
    }

    private ManualTimer? TakeDue(long until)
    {
        lock (_gate)
        {
            while (_timers.TryPeek(out var timer, out var due) && due.Due <= until)
            {
                _timers.Dequeue();
                if (!timer.IsSetAt(due.Order))
                    continue;
                Interlocked.Exchange(ref _elapsed, Math.Max(due.Due, _elapsed));
                Schedule(timer, timer.Period);
                return timer;
            }

            return null;
        }
    }

    private void Schedule(ManualTimer timer, TimeSpan dueTime)
    {
        timer.Order = dueTime < TimeSpan.Zero ? 0 : ++_order;
        if (timer.Order != 0)
            _timers.Enqueue(timer, (_elapsed + dueTime.Ticks, timer.Order));
    }

    private sealed class ManualTimer(ManualTimeProvider owner, TimerCallback callback, object? state) : ITimer
    {
        private bool _disposed;

        /// <summary>Which of its settings counts; 0 when it is not set.</summary>
        public long Order { get; set; }

        public TimeSpan Period { get; private set; } = Timeout.InfiniteTimeSpan;

        public bool IsSetAt(long order) => Order == order;

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (owner._gate)
            {
                if (_disposed)
                    return false;
                Period = period <= TimeSpan.Zero ? Timeout.InfiniteTimeSpan : period;
                owner.Schedule(this, dueTime);
                return true;
            }
        }

        public void Dispose()
        {
            lock (owner._gate)
            {
                _disposed = true;
                Order = 0;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}

namespace RayAkka.Simulation.Engine;

/// <summary>Time that stands still but for the simulator, which also says which of the timers that are due fires next.</summary>
internal sealed class SimulatedTime : TimeProvider
{
    private static readonly DateTimeOffset s_start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly List<SimulatedTimer> _armed = [];
    private long _timers;

    /// <summary>Now, in ticks since the run began.</summary>
    public long Now { get; private set; }

    /// <summary>The timers that will fire, in the order in which they were armed.</summary>
    public IReadOnlyList<SimulatedTimer> Armed => _armed;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Now;

    public override DateTimeOffset GetUtcNow() => s_start.AddTicks(Now);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state, ++_timers);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(long ticks) => Now += ticks;

    internal void Arm(SimulatedTimer timer) => _armed.Add(timer);

    internal void Disarm(SimulatedTimer timer) => _armed.Remove(timer);
}

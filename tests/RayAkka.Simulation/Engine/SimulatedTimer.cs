using RayAkka.Diagnostics;
using RayAkka.Objects;

namespace RayAkka.Simulation.Engine;

/// <summary>A timer of <see cref="SimulatedTime"/>.</summary>
internal sealed class SimulatedTimer(SimulatedTime time, TimerCallback callback, object? state, long number) : ITimer
{
    private readonly ExecutionContext? _context = ExecutionContext.Capture();
    private TimeSpan _period;
    private bool _armed;
    private bool _disposed;

    public long Number => number;

    public long Due { get; private set; }

    /// <summary>What the timer is for.</summary>
    public Type Owner => state?.GetType() ?? callback.Method.DeclaringType!;

    /// <summary>Whether it fires for as long as the session lasts, whatever the workload does.</summary>
    public bool IsEndless => state is StallWatch or CycleWatch;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        if (_disposed)
            return false;
        Disarm();
        _period = period;
        if (dueTime >= TimeSpan.Zero)
            Arm(dueTime);
        return true;
    }

    public void Fire()
    {
        Disarm();
        if (_period > TimeSpan.Zero)
            Arm(_period);
        if (_context is null)
            callback(state);
        else
            ExecutionContext.Run(_context, static timer => ((SimulatedTimer)timer!).Call(), this);
    }

    public void Dispose()
    {
        _disposed = true;
        Disarm();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private void Call() => callback(state);

    private void Arm(TimeSpan dueTime)
    {
        Due = time.Now + dueTime.Ticks;
        _armed = true;
        time.Arm(this);
    }

    private void Disarm()
    {
        if (_armed)
        {
            _armed = false;
            time.Disarm(this);
        }
    }
}

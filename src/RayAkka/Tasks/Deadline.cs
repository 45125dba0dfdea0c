namespace RayAkka.Tasks;

/// <summary>
/// When a call's time is over: by its own Timeout, or by that of the call that started it. What runs out ends the call where it is kept: in its
/// caller's process, and, by the time that was left when it was sent, where it runs.
/// </summary>
internal sealed class Deadline(TimeProvider clock, TimeSpan timeout, bool isInherited) : IDisposable
{
    private readonly long _startedAt = clock.GetTimestamp();
    private ITimer? _timer;

    /// <summary>Whether it is that of the call that started this one.</summary>
    public bool IsInherited => isInherited;

    /// <summary>How much time is left; zero or less when it is over.</summary>
    public TimeSpan Left => timeout - clock.GetElapsedTime(_startedAt);

    /// <summary>Where the call runs, if that is in this process and the call came from another; else null.</summary>
    public Actors.ActorCell? Cell { get; set; }

    /// <summary>Starts the clock.</summary>
    public void Start(ObjectRef call) => _timer = clock.CreateTimer(
        static state => ((Action)state!)(), () => Cancellation.Apply(call, CallFailure.TimedOut(call, timeout, isInherited), recursive: false), timeout, Timeout.InfiniteTimeSpan);

    /// <summary>The same for a copy of the call, which its caller's clock ends.</summary>
    public Deadline ForCopy() => new(clock, Left, isInherited);

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;
    }
}

using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Recovery;

/// <summary>One wait of a replayed actor: an await, a Get or a Wait. Its refs are completed, and it is ended, on the actor's thread only.</summary>
internal sealed class ReplayWait(long number, ObjectRef[] references, int needed, bool stopAtError) : RefWaiter
{
    private readonly int _needed = needed;
    private int _remaining = needed;
    private WaitRecord? _record;
    private ITimer? _timer;

    public long Number => number;

    public ObjectRef[] References => references;

    /// <summary>Whether it ends when one of its refs fails.</summary>
    public bool IsDone { get; private set; }

    public bool IsTimedOut { get; private set; }

    /// <summary>What ended it before its refs were there.</summary>
    public Exception? Error { get; private set; }

    /// <summary>The time at which it ends, in ticks of UTC; null for never.</summary>
    public long? Deadline { get; init; }

    /// <summary>The async method that waits, for the cycle detector; null for a blocked thread.</summary>
    public object? Method { get; init; }

    /// <summary>What goes on when the wait is done; null for a blocked thread, which looks itself.</summary>
    public Action<ReplayWait>? Done { get; set; }

    public override bool IsGone => IsDone;

    public override void OnCompleted(ObjectRef reference)
    {
        if (!IsDone && (--_remaining == 0 || (stopAtError && reference.IsFailed)))
        {
            End();
        }
    }

    public void TimeOut()
    {
        if (!IsDone)
        {
            IsTimedOut = true;
            End();
        }
    }

    public void Fail(Exception error)
    {
        if (!IsDone)
        {
            Error = error;
            End();
        }
    }

    /// <summary>Starts the clock, once what happens next is not in the journal.</summary>
    public void StartTimer(TimeProvider time, Action<ReplayWait> timedOut)
    {
        if (Deadline is not { } deadline || IsDone)
        {
            return;
        }

        var left = new TimeSpan(Math.Max(0, deadline - time.GetUtcNow().UtcTicks));
        _timer = time.CreateTimer(static state =>
        {
            var (wait, timedOut) = ((ReplayWait, Action<ReplayWait>))state!;
            timedOut(wait);
        }, (this, timedOut), left, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Makes the wait known to the cycle detector.</summary>
    /// <returns>The error if it can never end.</returns>
    public CallCycleException? Enter(Frame frame, Action<Exception> end)
    {
        if (IsDone || Deadline is not null || _record is not null)
        {
            return null;
        }

        var record = new WaitRecord(frame, references, _needed, Method) { End = () => end(Waits.Lost()), EndWith = end };
        if (CycleDetector.Enter(record) is { } cycle)
        {
            return cycle;
        }

        _record = record;
        return null;
    }

    public void Leave()
    {
        if (_record is { } record)
        {
            _record = null;
            CycleDetector.Leave(record);
        }
    }

    private void End()
    {
        IsDone = true;
        _timer?.Dispose();
        Leave();
        Done?.Invoke(this);
    }
}

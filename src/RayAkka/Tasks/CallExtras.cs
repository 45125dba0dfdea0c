namespace RayAkka.Tasks;

/// <summary>What only some calls have, so that the others do not pay for it.</summary>
internal sealed class CallExtras : IDisposable
{
    private CancellationTokenSource? _timedOut;
    private ITimer? _timer;
    private CancellationTokenRegistration _link;
    private int _retriesLeft;

    public string? Name { get; set; }

    public RetryExceptions RetryOn { get; set; } = RetryExceptions.None;

    /// <summary>How often the call may run again; -1 is without limit.</summary>
    public int RetriesLeft
    {
        get => Volatile.Read(ref _retriesLeft);
        set => Volatile.Write(ref _retriesLeft, value);
    }

    /// <summary>Whether the call could run a second time, so that each run needs arguments of its own.</summary>
    public bool MayRunAgain { get; set; }

    /// <summary>The arguments that are still being computed; null once all are there.</summary>
    public IReadOnlyList<ObjectRef>? Unresolved { get; set; }

    /// <summary>What must stay alive until the call is posted: the lease of the actor that it is addressed to.</summary>
    public object? Hold { get; set; }

    /// <summary>The run of the task that this is the call of, while it runs.</summary>
    public TaskRun? Run { get; set; }

    /// <summary>The call that a copy sent to another node stands for.</summary>
    public ObjectRef? Original { get; set; }

    /// <summary>Fires when the call's own time is over; null without a limit.</summary>
    public CancellationToken? Token => _timedOut?.Token;

    /// <summary>Takes one retry, if one is left.</summary>
    public bool TryTakeRetry()
    {
        while (true)
        {
            var left = RetriesLeft;
            if (left == 0)
            {
                return false;
            }

            if (left < 0 || Interlocked.CompareExchange(ref _retriesLeft, left - 1, left) == left)
            {
                return true;
            }
        }
    }

    public bool TryTakeRetry(Exception thrown) => RetryOn.Matches(thrown) && TryTakeRetry();

    /// <summary>Starts the clock of a call with a time limit.</summary>
    public void StartTimeout(ObjectRef call, TimeSpan timeout, TimeProvider time)
    {
        _timedOut = new CancellationTokenSource();
        _timer = time.CreateTimer(static state => ((Action)state!)(), () => TimeOut(call, timeout), timeout, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Makes an actor's own token fire this call's too.</summary>
    public void LinkTo(CancellationToken token)
    {
        if (_timedOut is { } source && token.CanBeCanceled)
        {
            _link.Unregister();
            _link = token.UnsafeRegister(static state => ((CancellationTokenSource)state!).Cancel(), source);
        }
    }

    public CallExtras ForWire(ObjectRef original) => new()
    {
        Name = Name,
        RetryOn = RetryOn,
        RetriesLeft = RetriesLeft,
        MayRunAgain = MayRunAgain,
        Original = original,
        _timedOut = _timedOut,
    };

    public void Dispose()
    {
        _timer?.Dispose();
        _timer = null;

        // Not Dispose, which waits for a callback that is running, and that is user code.
        _link.Unregister();
        Hold = null;
        Run = null;
    }

    private void TimeOut(ObjectRef call, TimeSpan timeout)
    {
        var actor = call.Actor;
        if (!call.TryFail(new GetTimeoutException(
            $"{call.CallName} did not end within its Timeout of {timeout}; raise its Timeout option or make the call shorter.")))
        {
            return;
        }

        if (Unresolved is not null)
        {
            // It waits for arguments, which may never come, and will not run: read after TryFail, whose fence whoever starts a call passes too.
            call.Release();
            if (actor is null)
            {
                call.Runtime?.Telemetry.OnEnded(call);
            }
        }

        if (actor is not null && call.Caller is { HasGates: true } caller)
        {
            caller.Root.Gates.Advance(actor);
        }

        // Last: what the token wakes is user code.
        try
        {
            _timedOut!.Cancel();
        }
        catch (AggregateException e)
        {
            call.Runtime?.Log.CancellationCallbackFailed(call.CallName, e);
        }
    }
}

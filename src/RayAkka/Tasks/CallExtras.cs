using RayAkka.Objects;
using RayAkka.Recovery;

namespace RayAkka.Tasks;

/// <summary>What only some calls have, so that the others do not pay for it.</summary>
internal sealed class CallExtras : IDisposable
{
    private int _retriesLeft;
    private bool _over;
    private bool _counted;
    private LargeObject? _large;

    /// <summary>What there is only with a large object; else null.</summary>
    public LargeObject? Large => Volatile.Read(ref _large);

    /// <summary>Whether the call has ended, and all that is kept of it was noted.</summary>
    public bool IsOver { get => Volatile.Read(ref _over); private set => Volatile.Write(ref _over, value); }

    public string? Name { get; set; }

    /// <summary>The concurrency group that was given for this call alone; null for the method's.</summary>
    public string? Group { get; set; }

    /// <summary>The calls of reentrant actors that this one comes from; null if there are none.</summary>
    public CallChain? Chain { get; set; }

    public RetryExceptions RetryOn { get; set; } = RetryExceptions.None;

    /// <summary>How often the call may run again; -1 is without limit.</summary>
    public int RetriesLeft
    {
        get => Volatile.Read(ref _retriesLeft);
        set
        {
            HasRetries = true;
            Volatile.Write(ref _retriesLeft, value);
        }
    }

    /// <summary>Whether it was said how often the call may run again; else the actor's options say it.</summary>
    public bool HasRetries { get; private set; }

    /// <summary>What <see cref="RetriesLeft"/> was when the call was journalled: each run of it in a replay has as many again.</summary>
    public int JournaledRetries { get; set; }

    /// <summary>Whether the call could run a second time, so that each run needs arguments of its own.</summary>
    public bool MayRunAgain { get; set; }

    /// <summary>Whether the calls of the task that this is the call of keep their names in another attempt, so that no callee runs them twice.</summary>
    public bool NamesItsCalls { get; set; }

    /// <summary>What names the call where its caller may make it again; else null.</summary>
    public CallIdentity? Identity { get; set; }

    /// <summary>Whether the call came over a route, over which it comes as another object when it is made again.</summary>
    public bool IsCopy { get; set; }

    /// <summary>Who decides whether the call runs again after an exception, where that is not decided here; else null.</summary>
    public Engine.RemoteRetry? RemoteRetry { get; set; }

    /// <summary>The arguments that are still being computed; null once all are there.</summary>
    public IReadOnlyList<ObjectRef>? Unresolved { get; set; }

    /// <summary>What must stay alive until the call is posted: the lease of the actor that it is addressed to.</summary>
    public object? Hold { get; set; }

    /// <summary>The run of the task that this is the call of, while it runs.</summary>
    public TaskRun? Run { get; set; }

    /// <summary>The call that a copy sent to another node stands for.</summary>
    public ObjectRef? Original { get; set; }

    /// <summary>When the call's time is over; null without a limit.</summary>
    public Deadline? Deadline { get; private set; }

    /// <summary>The attempt of the task that this is the call of, while it waits for a place or runs.</summary>
    public TaskRequest? Request { get; set; }

    /// <summary>Takes one retry, if one is left. A copy in the same process takes it from the call that it stands for: they have one budget.</summary>
    public bool TryTakeRetry()
    {
        if (Original?.Extras is { } original)
        {
            return original.TryTakeRetry();
        }

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

    /// <summary>Whether the end of the task that this is the call of is still to be counted; true once.</summary>
    public bool TryCount() => !Interlocked.Exchange(ref _counted, true);

    public bool TryTakeRetry(Exception thrown) => RetryOn.Matches(thrown) && TryTakeRetry();

    /// <summary>Starts the clock of a call with a time limit; one whose time is over already fails at once.</summary>
    public void StartTimeout(ObjectRef call, TimeSpan timeout, TimeProvider time, bool isInherited = false)
    {
        if (timeout <= TimeSpan.Zero)
        {
            call.TryFail(CallFailure.TimedOut(call, timeout, isInherited));
            return;
        }

        Deadline = new Deadline(time, timeout, isInherited);
        Deadline.Start(call);
    }

    public CallExtras ForWire(ObjectRef original) => new()
    {
        Name = Name,
        Group = Group,
        Chain = Chain,
        RetryOn = RetryOn,
        _retriesLeft = _retriesLeft,
        HasRetries = HasRetries,
        MayRunAgain = MayRunAgain,
        NamesItsCalls = NamesItsCalls,
        Identity = Identity,
        Original = original,
        Deadline = Deadline?.ForCopy(),
    };

    /// <summary>The same as <see cref="Large"/>, made if it is not there.</summary>
    public LargeObject NeedLarge() => Large ?? Interlocked.CompareExchange(ref _large, new LargeObject(), null) ?? _large!;

    /// <summary>What of this holds for another run of the call.</summary>
    public CallExtras ToKeep() => new()
    {
        Name = Name,
        RetryOn = RetryOn,
        RetriesLeft = RetriesLeft,
        MayRunAgain = MayRunAgain,
    };

    public void Dispose()
    {
        Deadline?.Dispose();
        Hold = null;
        Run = null;
        Request = null;
        IsOver = true;
    }
}

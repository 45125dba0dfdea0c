using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Recovery;

/// <content>
/// The waits of the code: awaits, Get and Wait. Each has a number. That its time is over, that it closes a cycle or that its token fired is an
/// event like any other; that its refs are there follows from the events before.
/// </content>
internal sealed partial class ReplaySession
{
    private const int LongWait = 3; // milliseconds

    private readonly Dictionary<long, ReplayWait> _waits = [];
    private long _waitCount;

    /// <summary>Waits for a ref in an await.</summary>
    public void Await(ObjectRef reference, Action continuation)
    {
        if (WhyNotAwait(reference) is { } error)
        {
            // It cannot be thrown here: the code behind the await throws it.
            Frame.AddAwaitError(reference, error);
            WorkerPool.Shared.Enqueue(continuation);
            return;
        }

        var wait = new ReplayWait(++_waitCount, [reference], 1, stopAtError: false)
        {
            Method = continuation.Target ?? continuation,
            Done = done =>
            {
                Forget(done);
                if (done.Error is { } ended && !reference.IsCompleted)
                {
                    Frame.AddAwaitError(reference, ended);
                }

                _ready.Enqueue(continuation);
            },
        };
        Start(wait);
    }

    /// <summary>Waits for a ref of which the code was given a task.</summary>
    public void Await(ObjectRef reference, Task given, Action complete, Action<Exception> fail)
    {
        if (WhyNotAwait(reference) is { } error)
        {
            fail(error);
            return;
        }

        Start(new ReplayWait(++_waitCount, [reference], 1, stopAtError: false)
        {
            Method = given,
            Done = done =>
            {
                Forget(done);
                if (done.Error is { } ended && !reference.IsCompleted)
                {
                    fail(ended);
                }
                else
                {
                    complete();
                }
            },
        });
    }

    /// <summary>Waits in GetAsync or WaitAsync; false when the time is over.</summary>
    public Task<bool> WaitAsync(ObjectRef[] references, int needed, bool stopAtError, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        Require(references);

        // What awaits the task is posted to the context, not run inside of the delivery.
        var source = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var wait = NewWait(references, needed, stopAtError, timeout, cancellationToken.CanBeCanceled ? source : source.Task);
        CancellationTokenRegistration registration = default;
        wait.Done = done =>
        {
            Forget(done);
            registration.Unregister();
            if (done.Error is OperationCanceledException { CancellationToken.IsCancellationRequested: true } cancelled)
            {
                source.TrySetCanceled(cancelled.CancellationToken);
            }
            else if (done.Error is { } error)
            {
                source.TrySetException(error);
            }
            else
            {
                source.TrySetResult(!done.IsTimedOut);
            }
        };
        Start(wait);
        if (!wait.IsDone && cancellationToken.CanBeCanceled)
        {
            registration = cancellationToken.UnsafeRegister(
                static (state, token) =>
                {
                    var (session, wait) = ((ReplaySession, ReplayWait))state!;
                    session.EndOnce(wait, new OperationCanceledException(token));
                },
                (this, wait));
        }

        if (timeout == TimeSpan.Zero && !wait.IsDone && !_replaying)
        {
            // Behind all that has come until now.
            Tell(new JournalEvent(JournalEventKind.TimedOut, wait.Number));
        }

        return source.Task;
    }

    /// <summary>Waits in Get or Wait, the thread blocked; false when the time is over.</summary>
    public bool Block(ObjectRef[] references, int needed, bool stopAtError, TimeSpan? timeout)
    {
        Require(references);
        WorkerPool.ShareOwnItem();
        var wait = NewWait(references, needed, stopAtError, timeout, method: null);
        wait.Done = Forget;
        Start(wait, watch: timeout is { } limit && limit > TimeSpan.Zero);
        try
        {
            while (!wait.IsDone)
            {
                if (Pull(isBlocking: true) != ReplayStep.Parked)
                {
                    continue;
                }

                if (_lost)
                {
                    throw Waits.Lost();
                }

                if (_replaying)
                {
                    BlockForNews(Timeout.Infinite);
                }
                else if (timeout == TimeSpan.Zero)
                {
                    Tell(new JournalEvent(JournalEventKind.TimedOut, wait.Number));
                }
                else if (!BlockForNews(LongWait))
                {
                    // Looking for a cycle costs more than most waits, and a cycle is still there a little later.
                    Watch(wait);
                    BlockForNews(Timeout.Infinite);
                }
            }
        }
        finally
        {
            wait.Leave();
            Forget(wait);
        }

        return wait.Error is { } error ? throw error : !wait.IsTimedOut;
    }

    private ReplayWait NewWait(ObjectRef[] references, int needed, bool stopAtError, TimeSpan? timeout, object? method) =>
        new(++_waitCount, references, needed, stopAtError)
        {
            Deadline = timeout is { } limit && limit > TimeSpan.Zero ? _now + limit.Ticks : null,
            Method = method,
        };

    private void Start(ReplayWait wait, bool watch = true)
    {
        _waits.Add(wait.Number, wait);
        Waits.Register(wait, wait.References);
        if (watch && !_replaying && !wait.IsDone)
        {
            Watch(wait);
        }
    }

    // Live: its time runs, and the cycle detector knows of it.
    private void Watch(ReplayWait wait)
    {
        wait.StartTimer(Runtime.Time, late => Tell(new JournalEvent(JournalEventKind.TimedOut, late.Number)));
        if (wait.Enter(Frame, error => EndOnce(wait, error)) is { } cycle)
        {
            EndOnce(wait, cycle);
        }
    }

    // From any thread.
    private void EndOnce(ReplayWait wait, Exception error)
    {
        if (IsHere && error is OperationCanceledException)
        {
            // The code itself has cancelled it, as it will in each run.
            wait.Fail(error);
        }
        else
        {
            Tell(new JournalEvent(JournalEventKind.Ended, wait.Number) { Error = error });
        }
    }

    private void Forget(ReplayWait wait) => _waits.Remove(wait.Number);

    private bool IsStale(JournalEvent entry) =>
        entry.Kind is JournalEventKind.TimedOut or JournalEventKind.Ended && !_waits.ContainsKey(entry.Index);

    // In one group with it may have been what ended the wait first. In a replay the group is there in one piece, too.
    private ReplayWait? Waiting(JournalEvent entry) => _waits.GetValueOrDefault(entry.Index);

    // The incarnation is lost: its code is made to leave. False if there is nothing that could go on.
    private bool EndWaits()
    {
        while (TakeContinuation() is { } code)
        {
            _ready.Enqueue(code);
        }

        foreach (var wait in _waits.Values.ToArray())
        {
            wait.Fail(Waits.Lost());
        }

        return _ready.Count > 0;
    }

    private void Require(ObjectRef[] references)
    {
        Require();
        foreach (var reference in references)
        {
            if (!IsKnown(reference))
            {
                throw Unknown(reference);
            }
        }
    }

    private Exception? WhyNotAwait(ObjectRef reference) =>
        !IsHere ? OffContext() : _lost ? Waits.Lost() : IsKnown(reference) ? null : Unknown(reference);

    // Others may complete a ref of their own at any moment.
    private bool IsKnown(ObjectRef reference)
    {
        if (reference.IsCompleted)
        {
            return true;
        }

        var made = reference is ICastRef cast ? cast.Source : reference;
        return ReferenceEquals(made.Caller, Frame);
    }

    private static InvalidOperationException Unknown(ObjectRef reference) => new(
        $"A replayed actor waits for {reference}, which is neither the result of a call of its own nor was there when it was passed; pass it as an argument.");
}

using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka;

/// <content>
/// How a ref gets its value. Invariants: (1) exactly one thread wins <see cref="TryClaim"/> and only that one writes the value or error;
/// (2) the status becomes Succeeded or Failed after the value is written, and then changes no more, except that the object store may
/// send a value away (Succeeded to Away) and bring it back (Away to Succeeded, or Failed if it is lost meanwhile): see ObjectRef.Store.cs; (3) every waiter is told exactly once:
/// <c>_waiters</c> is exchanged for the sentinel after the status is set, so a waiter either is in what was taken out or sees the sentinel
/// and tells itself.
/// </content>
public abstract partial class ObjectRef
{
    private static readonly object s_told = new();

    private object? _waiters;
    private volatile int _status;
    private int _waitMark;
    private ObjectError? _error;

    internal RefStatus Status => (RefStatus)_status;

    /// <summary>Whether the outcome is known. The object itself may have left memory; see <see cref="IsHere"/>.</summary>
    internal bool IsCompleted => _status >= (int)RefStatus.Succeeded;

    /// <summary>Whether the outcome can be read at once.</summary>
    internal bool IsHere => _status is (int)RefStatus.Succeeded or (int)RefStatus.Failed;

    /// <summary>
    /// Whether a reader need not wait. In an actor that is replayed each wait is an event, and whether memory was short is none: it has the object
    /// brought back while it reads.
    /// </summary>
    internal bool IsReadable => IsHere || (IsAway && Frame.Current is { Replay: not null });

    internal bool IsAway => _status == (int)RefStatus.Away;

    internal bool IsPending => _status == (int)RefStatus.Pending;

    internal bool IsFailed => _status == (int)RefStatus.Failed;

    /// <summary>The error of a failed ref; whoever asks for it has looked at it.</summary>
    internal RayException Error => _error!.Observe();

    /// <summary>Why the call was cancelled, if it was.</summary>
    internal CancellationReason? Cancelled => IsFailed ? Tasks.CallFailure.ReasonOf(_error!.Peek()) : null;

    internal bool TryClaim() => Interlocked.CompareExchange(ref _status, (int)RefStatus.Claimed, (int)RefStatus.Pending) == (int)RefStatus.Pending;

    internal void PublishValue() => Publish(RefStatus.Succeeded);

    internal void PublishError(RayException error)
    {
        if (error is NonDeterministicException refusal && Extras?.Identity is not null)
        {
            // Whether or not its code looks at this ref: an attempt that makes other calls than an earlier one has failed.
            if (Caller is { Root: { Replay: null } attempt })
            {
                attempt.Refuse(refusal);
            }
        }

        _error = new ObjectError(error, this);
        Publish(RefStatus.Failed);
    }

    /// <summary>Fails the ref unless it is complete.</summary>
    /// <returns>Whether this call completed it.</returns>
    internal bool TryFail(RayException error)
    {
        if (!TryClaim())
        {
            return false;
        }

        PublishError(error);
        return true;
    }

    /// <summary>Completes this ref as the other one, which is complete, unless it is complete already.</summary>
    internal abstract bool TryCompleteAs(ObjectRef other);

    /// <summary>Adds a waiter: an Action, run as a continuation by the worker pool, or a <see cref="RefWaiter"/>.</summary>
    /// <returns>False if the ref is complete; the waiter was not added then.</returns>
    internal bool TryAddWaiter(object waiter)
    {
        if (waiter is RefWaiter { NeedsValue: false } elsewhere)
        {
            return TryAddToLocated(elsewhere);
        }

        if (!TryAdd(waiter))
        {
            return false;
        }

        // Behind a full fence: either the location is seen here, or the waiter there.
        Location?.Fetch(this);
        return true;
    }

    /// <summary>Marks the ref as seen by one Wait.</summary>
    /// <returns>False if that Wait has seen it already.</returns>
    internal bool MarkForWait(int epoch)
    {
        if (_waitMark == epoch)
        {
            return false;
        }

        _waitMark = epoch;
        return true;
    }

    /// <summary>Makes a copy of a call that was not run yet what it was before submission, so that it can run on another node.</summary>
    private protected void ForgetOutcome()
    {
        _waiters = null;
        _status = (int)RefStatus.Pending;
        _error = null;
    }

    private protected abstract void ForgetValue();

    private bool TryAdd(object waiter)
    {
        while (true)
        {
            var existing = Volatile.Read(ref _waiters);
            if (ReferenceEquals(existing, s_told))
            {
                return false;
            }

            var replacement = existing is null ? waiter : WaiterNode.Add(waiter, existing);
            if (ReferenceEquals(Interlocked.CompareExchange(ref _waiters, replacement, existing), existing))
            {
                return true;
            }
        }
    }

    private void Publish(RefStatus status)
    {
        _status = (int)status;
        var waiters = Interlocked.Exchange(ref _waiters, s_told);
        if (waiters is null)
        {
            return;
        }

        TellAll(waiters);
    }

    private void TellAll(object waiters)
    {
        if (waiters is WaiterNode list)
        {
            for (var node = WaiterNode.Reverse(list); node is not null; node = node.Next)
            {
                Tell(node.Item);
            }
        }
        else
        {
            Tell(waiters);
        }
    }

    private void Tell(object waiter)
    {
        if (waiter is RefWaiter refWaiter)
        {
            refWaiter.OnCompleted(this);
        }
        else
        {
            WorkerPool.Shared.Enqueue(waiter);
        }
    }
}

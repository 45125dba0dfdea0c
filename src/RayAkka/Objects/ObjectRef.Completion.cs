using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka;

/// <content>
/// How a ref gets its value. Invariants: (1) exactly one thread wins <see cref="TryClaim"/> and only that one writes the value or error;
/// (2) the status becomes Succeeded or Failed after the value is written, and then never changes; (3) every waiter is told exactly once:
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

    internal bool IsCompleted => _status >= (int)RefStatus.Succeeded;

    internal bool IsPending => _status == (int)RefStatus.Pending;

    internal bool IsFailed => _status == (int)RefStatus.Failed;

    /// <summary>The error of a failed ref; whoever asks for it has looked at it.</summary>
    internal RayException Error => _error!.Observe();

    internal bool TryClaim() => Interlocked.CompareExchange(ref _status, (int)RefStatus.Claimed, (int)RefStatus.Pending) == (int)RefStatus.Pending;

    internal void PublishValue() => Publish(RefStatus.Succeeded);

    internal void PublishError(RayException error)
    {
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

    private void Publish(RefStatus status)
    {
        _status = (int)status;
        var waiters = Interlocked.Exchange(ref _waiters, s_told);
        if (waiters is null)
        {
            return;
        }

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

using RayAkka.CompilerServices;
using RayAkka.Execution;
using RayAkka.Objects;

namespace RayAkka.Actors;

/// <summary>
/// Counts the open calls of this process to an actor that limits them: of each caller, and of all together.
/// </summary>
/// <remarks>
/// Invariants: (1) a call is open from before it is submitted until it has ended, and no more are open than the limits say; (2) a call that waits for room waits only while there is none for
/// it: whoever ends gives the room on, to the first that it is room for, so a caller's waiting calls are submitted in their order, and one by one; (3) what is
/// refused was not submitted. An actor without limits has none of this. The calls of a replayed actor count, but are never refused and never wait: room comes
/// and goes differently in each of its runs. How much of a mailbox this process may fill is for <see cref="MailboxRoom"/> to say where there are others.
/// </remarks>
internal sealed partial class CallAdmission : RefWaiter
{
    private readonly ActorRecord _record;
    private readonly ActorLimits _limits;
    private readonly Dictionary<Frame, int> _open = [];
    private readonly LinkedList<WaitingCall> _waiting = [];
    private readonly Queue<ObjectRef> _held = new();
    private readonly Dictionary<ObjectRef, RoomHold> _holds = [];
    private readonly Queue<Action<CallAdmission>> _admitted = new();
    private int _all;
    private bool _submits;

    public CallAdmission(ActorRecord record, ActorLimits limits)
    {
        _record = record;
        _limits = limits;
        if (limits.MailboxCapacity >= 0 && record.Runtime.IsCluster)
        {
            Room = record is BorrowedActor ? new BorrowedRoom(this, record, limits.MailboxCapacity) : new OwnedRoom(this, record, limits.MailboxCapacity);
        }
    }

    public Lock Gate { get; } = new();

    /// <summary>This process's part of the mailbox where others have theirs; else null, and all of it is this one's.</summary>
    public MailboxRoom? Room { get; }

    public override bool NeedsValue => false;

    /// <summary>How many calls were open at the same time at most; those of other processes with them, as far as this one keeps the book.</summary>
    public int Highest { get; private set; }

    /// <summary>The calls that are open and not held back. Under the lock.</summary>
    public int Open => _all;

    /// <summary>Whether a call waits for nothing but room in the mailbox. Under the lock.</summary>
    public bool IsWanting => CountWanting(1) > 0;

    private string Who => _record.Spec.ClassName;

    /// <summary>Submits a call if there is room.</summary>
    /// <exception cref="PendingCallsLimitExceededException">There is none.</exception>
    public void Submit(ActorHandle actor, ObjectRef call, CallOptions? options)
    {
        var caller = CallerNow();
        RoomHold? hold = null;
        lock (Gate)
        {
            if (caller.Replay is not null || HasRoom(caller))
            {
                Enter(caller);
            }
            else if (HasOwnRoom(caller, 0) && Room?.MayHold(_all + _holds.Count) is true)
            {
                Count(caller)++;
                _holds.Add(call, hold = new RoomHold());
                _held.Enqueue(call);
                Room.Balance();
            }
            else
            {
                throw new PendingCallsLimitExceededException(WhyNot(caller));
            }
        }

        Send(caller, actor, call, options, hold);
    }

    /// <summary>Submits a call as soon as there is room.</summary>
    public ValueTask<TRef> SubmitAsync<TRef>(ActorHandle actor, TRef call, CallOptions? options)
        where TRef : ObjectRef
    {
        var caller = CallerNow();
        lock (Gate)
        {
            var hasRoom = caller.Replay is not null || HasRoom(caller);
            if (!hasRoom || (_submits && caller.Replay is null))
            {
                var waiting = new WaitingCall<TRef>(caller, actor, call, options);
                if (hasRoom)
                {
                    // Behind those that were admitted and are not sent yet: a caller's calls keep their order.
                    Enter(caller);
                    _admitted.Enqueue(waiting.Submit);
                }
                else
                {
                    // There is none to give on: this asks others, or wants it back from them.
                    _waiting.AddLast(waiting);
                    Room?.Balance();
                }

                return new ValueTask<TRef>(waiting.Submitted);
            }

            Enter(caller);
        }

        Send(caller, actor, call, options);
        return new ValueTask<TRef>(call);
    }

    public override void OnCompleted(ObjectRef reference) => Leave(reference.Caller!.Root, reference);

    private Frame CallerNow() => (Frame.Current ?? _record.Runtime.Driver).Root;

    /// <summary>Gives room to the call that has waited longest for it, of those that wait for nothing else; false if none does. Under the lock.</summary>
    public bool TryAdmitNext()
    {
        while (_held.TryDequeue(out var held))
        {
            if (_holds.Remove(held, out var hold))
            {
                _all++;
                NoteOpen();
                _admitted.Enqueue(_ => hold.Give());
                return true;
            }
        }

        for (var node = _waiting.First; node is not null; node = node.Next)
        {
            if (HasOwnRoom(node.Value.Caller, 0))
            {
                Enter(node.Value.Caller);
                _waiting.Remove(node);
                _admitted.Enqueue(node.Value.Submit);
                return true;
            }
        }

        return false;
    }

    /// <summary>How many calls wait for nothing but room in the mailbox, up to some number. Under the lock.</summary>
    public int CountWanting(int most)
    {
        var wanting = _holds.Count;
        if (_limits.MaxPendingCalls < 0)
        {
            return Math.Min(most, wanting + _waiting.Count);
        }

        Dictionary<Frame, int>? more = null;
        for (var node = _waiting.First; node is not null && wanting < most; node = node.Next)
        {
            var ahead = more?.GetValueOrDefault(node.Value.Caller) ?? 0;
            if (HasOwnRoom(node.Value.Caller, ahead))
            {
                (more ??= [])[node.Value.Caller] = ahead + 1;
                wanting++;
            }
        }

        return Math.Min(most, wanting);
    }

    /// <summary>More calls are open, here or elsewhere. Under the lock.</summary>
    public void NoteOpen() => Highest = Math.Max(Highest, _all + (Room?.Granted ?? 0));

    /// <summary>Whether admitted calls are to be submitted now, which is to be done outside. Under the lock.</summary>
    public bool TakeSubmitting()
    {
        if (_submits || _admitted.Count == 0)
        {
            return false;
        }

        _submits = true;
        return true;
    }

    /// <summary>Submits admitted calls on another thread: whoever makes room may hold locks.</summary>
    public void SubmitAway() => WorkerPool.Shared.Enqueue(SubmitAdmitted);

    private void Send(Frame caller, ActorHandle actor, ObjectRef call, CallOptions? options, RoomHold? hold = null)
    {
        try
        {
            RemoteCalls.Send(actor, call, options, hold);
        }
        catch
        {
            Leave(caller, call);
            throw;
        }

        if (!call.TryAddWaiter(this))
        {
            Leave(caller, call);
        }
    }

    private void Leave(Frame caller, ObjectRef call)
    {
        bool submits;
        lock (Gate)
        {
            if (_holds.Count == 0 || !_holds.Remove(call))
            {
                // Else it has ended before there was room for it.
                _all--;
            }

            if (--Count(caller) == 0)
            {
                _open.Remove(caller);
            }

            if (Room is not null)
            {
                Room.Balance();
            }
            else if (!IsFull)
            {
                // One that has ended makes room for one.
                TryAdmitNext();
            }

            submits = TakeSubmitting();
        }

        if (submits)
        {
            SubmitAway();
        }
    }

    // One thread at a time, so that the order stays.
    private void SubmitAdmitted()
    {
        while (true)
        {
            Action<CallAdmission>? submit;
            lock (Gate)
            {
                if (!_admitted.TryDequeue(out submit))
                {
                    _submits = false;
                    return;
                }
            }

            submit(this);
        }
    }

    // Under the lock.
    private void Enter(Frame caller)
    {
        Count(caller)++;
        _all++;
        NoteOpen();
        if (Room is { } room && _all > room.Limit)
        {
            // A replayed one did not wait: what it has taken is asked for.
            room.Balance();
        }
    }

    // Under the lock.
    private ref int Count(Frame caller) => ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_open, caller, out _);

    // Under the lock.
    private bool IsFull => _limits.MailboxCapacity >= 0 && _all >= (Room?.Limit ?? _limits.MailboxCapacity);

    // Under the lock.
    private bool HasRoom(Frame caller) => !IsFull && HasOwnRoom(caller, 0);

    // Under the lock.
    private bool HasOwnRoom(Frame caller, int ahead) => _limits.MaxPendingCalls < 0 || _open.GetValueOrDefault(caller) + ahead < _limits.MaxPendingCalls;

    // Under the lock.
    private string WhyNot(Frame caller) => HasOwnRoom(caller, 0)
        ? $"As many calls to {Who} are open as its MailboxCapacity of {_limits.MailboxCapacity} allows ({_all} of this process); try again later, or call RemoteAsync, which waits for room."
        : $"{_limits.MaxPendingCalls} calls of this caller to {Who} are open, as many as its MaxPendingCalls allows; wait for some of them, or call RemoteAsync, which waits for room.";
}

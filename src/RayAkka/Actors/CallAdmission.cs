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
/// and goes differently in each of its runs.
/// </remarks>
internal sealed class CallAdmission(ActorRecord record, ActorLimits limits) : RefWaiter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Frame, int> _open = [];
    private readonly LinkedList<WaitingCall> _waiting = [];
    private readonly Queue<WaitingCall> _admitted = new();
    private int _all;
    private bool _submits;

    public override bool NeedsValue => false;

    /// <summary>How many calls were open at the same time at most.</summary>
    public int Highest { get; private set; }

    private string Who => record.Spec.ClassName;

    /// <summary>Submits a call if there is room.</summary>
    /// <exception cref="PendingCallsLimitExceededException">There is none.</exception>
    public void Submit(ActorHandle actor, ObjectRef call, CallOptions? options)
    {
        var caller = CallerNow();
        lock (_gate)
        {
            if (caller.Replay is null && !HasRoom(caller))
            {
                throw new PendingCallsLimitExceededException(WhyNot(caller));
            }

            Enter(caller);
        }

        Send(caller, actor, call, options);
    }

    /// <summary>Submits a call as soon as there is room.</summary>
    public ValueTask<TRef> SubmitAsync<TRef>(ActorHandle actor, TRef call, CallOptions? options)
        where TRef : ObjectRef
    {
        var caller = CallerNow();
        lock (_gate)
        {
            var hasRoom = caller.Replay is not null || HasRoom(caller);
            if (!hasRoom || (_submits && caller.Replay is null))
            {
                var waiting = new WaitingCall<TRef>(caller, actor, call, options);
                if (hasRoom)
                {
                    // Behind those that were admitted and are not sent yet: a caller's calls keep their order.
                    Enter(caller);
                    _admitted.Enqueue(waiting);
                }
                else
                {
                    _waiting.AddLast(waiting);
                }

                return new ValueTask<TRef>(waiting.Submitted);
            }

            Enter(caller);
        }

        Send(caller, actor, call, options);
        return new ValueTask<TRef>(call);
    }

    public override void OnCompleted(ObjectRef reference) => Leave(reference.Caller!.Root);

    private Frame CallerNow() => (Frame.Current ?? record.Runtime.Driver).Root;

    private void Send(Frame caller, ActorHandle actor, ObjectRef call, CallOptions? options)
    {
        try
        {
            RemoteCalls.Send(actor, call, options);
        }
        catch
        {
            Leave(caller);
            throw;
        }

        if (!call.TryAddWaiter(this))
        {
            Leave(caller);
        }
    }

    private void Leave(Frame caller)
    {
        lock (_gate)
        {
            _all--;
            if (--System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_open, caller, out _) == 0)
            {
                _open.Remove(caller);
            }

            // One that has ended makes room for one.
            for (var node = _waiting.First; node is not null && !IsFull; node = node.Next)
            {
                if (HasRoom(node.Value.Caller))
                {
                    Enter(node.Value.Caller);
                    _waiting.Remove(node);
                    _admitted.Enqueue(node.Value);
                    break;
                }
            }

            if (_submits || _admitted.Count == 0)
            {
                return;
            }

            _submits = true;
        }

        // On another thread: whoever ends a call may hold locks.
        WorkerPool.Shared.Enqueue(SubmitAdmitted);
    }

    // One thread at a time, so that the order stays.
    private void SubmitAdmitted()
    {
        while (true)
        {
            WaitingCall? call;
            lock (_gate)
            {
                if (!_admitted.TryDequeue(out call))
                {
                    _submits = false;
                    return;
                }
            }

            call.Submit(this);
        }
    }

    // Under the lock.
    private void Enter(Frame caller)
    {
        System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(_open, caller, out _)++;
        Highest = Math.Max(Highest, ++_all);
    }

    // Under the lock.
    private bool IsFull => limits.MailboxCapacity >= 0 && _all >= limits.MailboxCapacity;

    // Under the lock.
    private bool HasRoom(Frame caller) => !IsFull && (limits.MaxPendingCalls < 0 || _open.GetValueOrDefault(caller) < limits.MaxPendingCalls);

    private string WhyNot(Frame caller) => IsFull && _open.GetValueOrDefault(caller) != limits.MaxPendingCalls
        ? $"{_all} calls to {Who} are open, as many as its MailboxCapacity allows; try again later, or call RemoteAsync, which waits for room."
        : $"{limits.MaxPendingCalls} calls of this caller to {Who} are open, as many as its MaxPendingCalls allows; wait for some of them, or call RemoteAsync, which waits for room.";

    private abstract class WaitingCall(Frame caller)
    {
        public Frame Caller => caller;

        public abstract void Submit(CallAdmission admission);
    }

    private sealed class WaitingCall<TRef>(Frame caller, ActorHandle actor, TRef call, CallOptions? options) : WaitingCall(caller)
        where TRef : ObjectRef
    {
        private readonly Promise<TRef> _submitted = new();
        private readonly ExecutionContext? _context = ExecutionContext.Capture();

        public Task<TRef> Submitted => _submitted.Task;

        public override void Submit(CallAdmission admission)
        {
            try
            {
                if (_context is null)
                {
                    admission.Send(Caller, actor, call, options);
                }
                else
                {
                    ExecutionContext.Run(_context, _ => admission.Send(Caller, actor, call, options), null);
                }

                _submitted.TrySetResult(call);
            }
            catch (Exception e)
            {
                _submitted.TrySetException(e);
            }
        }
    }
}

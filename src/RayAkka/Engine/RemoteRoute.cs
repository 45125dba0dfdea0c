using RayAkka.Actors;
using RayAkka.Recovery.Results;

namespace RayAkka.Engine;

/// <summary>
/// The way of one process's calls to an incarnation on another node. Invariants: a call is in <c>_unanswered</c> from the moment it is sent
/// until it is answered or given back; the numbers keep the order in which the calls were posted; after the end nothing is sent, and what is
/// posted goes on at once to where the record says, so that it stays in front of its caller's next call.
/// </summary>
internal abstract partial class RemoteRoute(NodeConnection connection, ActorRecord record, long number) : ActorShell
{
    private readonly Dictionary<long, ObjectRef> _unanswered = [];
    private long _calls;
    private long _answered;
    private ObjectRef? _lastCall;

    public long Number { get; } = number;

    public ActorRecord Record { get; } = record;

    public override NodeId Node => connection.Node;

    protected NodeConnection Connection => connection;

    protected Lock Gate { get; } = new();

    protected bool IsClosed { get; private set; }

    public override void Post(ObjectRef call)
    {
        if (call.IsCompleted)
        {
            call.Release();
            return;
        }

        Exception? unsent = null;
        lock (Gate)
        {
            if (!IsClosed)
            {
                if (call is LeaseEnd)
                {
                    EndLease(call);
                    return;
                }

                if (call.IsCompleted)
                {
                    // Cancelled since: whoever did that comes to Stop, under the lock, before this or behind the sending.
                    return;
                }

                var index = ++_calls;
                _unanswered[index] = call;
                try
                {
                    var stream = call.Stream;
                    stream?.OnSending(new StreamWay(this, index));

                    // Under the lock: the order on the way is the order of the numbers.
                    connection.Channel.Send(new CallActor(Number, index, connection.Channel.Prepare(call), Record.Spec.IsReplay ? AnsweredUpTo() : 0));
                    stream?.OnSent();
                    return;
                }
                catch (Exception e)
                {
                    _unanswered.Remove(index);
                    unsent = e;
                }
            }
        }

        if (unsent is not null)
        {
            Execution.WorkerPool.Shared.Enqueue(() => FailUnsent(call, unsent));
        }
        else if (!Record.TryPostElsewhere(this, call))
        {
            Execution.WorkerPool.Shared.Enqueue(() => Record.OnDrained(this, [call], first: false));
        }
    }

    public override void Stop(ObjectRef call, bool recursive)
    {
        lock (Gate)
        {
            if (!IsClosed && call.Caller is { } caller)
            {
                connection.Channel.Send(new StopCall(Number, caller.Root.Number, call.CallIndex, call.Cancelled ?? CancellationReason.User, recursive));
            }
        }
    }

    public void OnAnswered(long call, ICallOutcome outcome)
    {
        ObjectRef? answered;
        ObjectRef? last = null;
        lock (Gate)
        {
            _unanswered.Remove(call, out answered);
            if (_unanswered.Count == 0 && _lastCall is not null)
            {
                last = _lastCall;
                _lastCall = null;
            }
        }

        if (answered is not null)
        {
            outcome.ApplyTo(answered);
            if (answered.IsCompleted || answered.Location is not null)
            {
                if (Record.Spec.IsReplay)
                {
                    ReplayResult.OnAnswered(Record, answered);
                }

                connection.Runtime.Telemetry.OnEnded(answered);
                answered.Release();
            }
        }

        (last as LeaseEnd)?.Complete();
    }

    /// <summary>The callee asks for leave to run a call again after an exception.</summary>
    public bool TryTakeRetry(long call)
    {
        ObjectRef? asked;
        lock (Gate)
        {
            asked = _unanswered.GetValueOrDefault(call);
        }

        return asked is { IsPending: true, Extras: { } extras } && extras.TryTakeRetry();
    }

    /// <summary>No more calls are sent, and those that are not answered go back to the record.</summary>
    /// <param name="lastMessage">Makes the message that ends the route on the other side, under the lock; null for none.</param>
    protected void GiveBack(Func<object?>? lastMessage = null)
    {
        List<ObjectRef> calls;
        lock (Gate)
        {
            if (lastMessage?.Invoke() is { } message)
            {
                connection.Channel.Send(message);
            }

            if (IsClosed)
            {
                return;
            }

            IsClosed = true;
            calls = [.. _unanswered.OrderBy(static entry => entry.Key).Select(static entry => entry.Value)];
            _unanswered.Clear();
            if (_lastCall is { } last)
            {
                calls.Add(last);
                _lastCall = null;
            }
        }

        Record.OnDrained(this, calls, first: true);
    }

    // Under the lock.
    private long AnsweredUpTo()
    {
        while (!_unanswered.ContainsKey(_answered + 1))
        {
            _answered++;
        }

        return _answered;
    }

    // Under the lock.
    private void EndLease(ObjectRef call)
    {
        if (_unanswered.Count > 0)
        {
            _lastCall = call;
        }
        else
        {
            Execution.WorkerPool.Shared.Enqueue(((LeaseEnd)call).Complete);
        }
    }

    private void FailUnsent(ObjectRef call, Exception unsent)
    {
        call.TryFail(new RayTaskException(call.CallName, unsent, unsent, Record.Id, default));
        connection.Runtime.Telemetry.OnEnded(call);
        call.Release();
    }
}

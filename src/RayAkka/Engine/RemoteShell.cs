using RayAkka.Actors;
using RayAkka.Scheduling;

namespace RayAkka.Engine;

/// <summary>
/// An incarnation on a node that is reached through envelopes. Invariants: a call is in <c>_unanswered</c> from the moment it is sent until it is
/// answered or given back; the numbers keep the order in which the calls were posted; a shell that was killed before its start is never
/// started, so no incarnation outlives the message that ends it.
/// </summary>
internal sealed class RemoteShell(NodeConnection connection, ActorRecord record, Grant grant, long number) : ActorShell
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, ObjectRef> _unanswered = [];
    private readonly ObjectRef _creation = record.Creation!;
    private long _calls;
    private bool _started;
    private bool _dead;

    public long Number { get; } = number;

    public ActorRecord Record { get; } = record;

    public override NodeId Node => connection.Node.Id;

    public override ActorCell? Cell => connection.Node.FindCell(Record.Id);

    public override void Start()
    {
        lock (_gate)
        {
            if (!_dead)
            {
                _started = true;
                connection.Send(new StartActor(Number, Record.Id, Record.Spec, _creation.CloneForWire(), grant, Record.Restarts > 0));
                return;
            }
        }

        connection.Runtime.Scheduler.Release(grant);
        End();
    }

    public override void Post(ObjectRef call)
    {
        if (call.IsCompleted)
        {
            call.Release();
            return;
        }

        lock (_gate)
        {
            if (!_dead)
            {
                var index = ++_calls;
                _unanswered[index] = call;

                // Under the lock: the order on the link is the order of the numbers.
                connection.Send(new CallActor(Number, index, call.CloneForWire()));
                return;
            }
        }

        Execution.WorkerPool.Shared.Enqueue(() => Record.OnDrained(this, [call], first: false));
    }

    public void OnAnswered(long call, ObjectRef outcome)
    {
        ObjectRef? answered;
        lock (_gate)
        {
            _unanswered.Remove(call, out answered);
        }

        if (outcome.IsFailed)
        {
            // Whoever holds the call's own ref is told; the copy's error has been looked at with this.
            _ = outcome.Error;
        }

        if (answered is not null)
        {
            answered.TryCompleteAs(outcome);
            connection.Runtime.Telemetry.OnEnded(answered);
            answered.Release();
        }
    }

    public void OnExiting(ExitReason reason)
    {
        Record.OnExiting(this, reason);
        GiveBack();
    }

    public override void Kill(bool graceful) => GiveBack(new KillActor(Number, graceful));

    public override void Lose()
    {
        GiveBack();
        End();
    }

    /// <summary>No more news of the incarnation will come.</summary>
    private void End()
    {
        connection.Forget(this);
        Record.OnEnded(this);
    }

    private void GiveBack(object? last = null)
    {
        List<ObjectRef> calls;
        lock (_gate)
        {
            if (_started && last is not null)
            {
                connection.Send(last);
            }

            if (_dead)
            {
                return;
            }

            _dead = true;
            calls = [.. _unanswered.Values];
            _unanswered.Clear();
        }

        Record.OnDrained(this, calls, first: true);
    }
}

using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <content>The calls of an actor: where they go, what waits in gates for it, and what becomes of those that an incarnation gives back.</content>
internal sealed partial class ActorRecord
{
    public void Post(ObjectRef call) => Volatile.Read(ref _sink).Post(call);

    /// <summary>The last strong handle of this process is gone: the actor ends behind the calls submitted so far.</summary>
    public void OnOutOfScope()
    {
        lock (_gate)
        {
            if (State == ActorState.Dead)
            {
                return;
            }

            if (_gated > 0)
            {
                _endsBehindGates = true;
                return;
            }
        }

        PostTermination(ExitReason.OutOfScope);
    }

    /// <summary>A call is about to wait in a caller's gates, for its arguments or behind the caller's earlier calls; false if the actor is dead.</summary>
    public bool TryGate(CallGates gates)
    {
        lock (_gate)
        {
            if (State == ActorState.Dead)
            {
                return false;
            }

            _gated++;
            (_gates ??= []).Add(gates);
            return true;
        }
    }

    /// <summary>A call for which <see cref="TryGate"/> asked was posted, or never will be.</summary>
    public void OnUngated(CallGates gates, bool isLast)
    {
        lock (_gate)
        {
            if (isLast)
            {
                _gates?.Remove(gates);
            }

            if (--_gated > 0 || !_endsBehindGates)
            {
                return;
            }

            _endsBehindGates = false;
        }

        PostTermination(ExitReason.OutOfScope);
    }

    public bool MayRetry(ObjectRef call) => call.Extras is { RetriesLeft: not 0 };

    public void FailAsDead(ObjectRef call)
    {
        call.TryFail(_death!);
        ReleaseUnlessStarted(call);
    }

    public void FailAsUnavailable(ObjectRef call)
    {
        call.TryFail(new ActorUnavailableException(
            $"{call.CallName} was not run to its end, or may not have been: {Describe()} is being rebuilt; call again, or set MaxTaskRetries.")
        {
            ActorId = Id,
        });
        ReleaseUnlessStarted(call);
    }

    private void PostTermination(ExitReason reason) =>
        Post(new ActorTermination { Reason = reason, Caller = Runtime.Driver, Extras = new CallExtras { RetriesLeft = -1, MayRunAgain = true } });

    // A call that has started is counted and released by the incarnation that runs it: its code may be reading the arguments.
    private void ReleaseUnlessStarted(ObjectRef call)
    {
        if (!call.HasStarted)
        {
            Runtime.Telemetry.OnEnded(call);
            call.Release();
        }
    }

    private void Reroute(List<ObjectRef> calls, bool beforeAllOthers)
    {
        bool isDead;
        lock (_gate)
        {
            isDead = State == ActorState.Dead;
        }

        var again = new List<ObjectRef>();
        foreach (var call in calls)
        {
            if (call.IsCompleted)
            {
                continue;
            }

            if (isDead)
            {
                FailAsDead(call);
            }
            else if (call.Extras is { } extras && extras.TryTakeRetry())
            {
                call.HasStarted = false;
                again.Add(call);
            }
            else
            {
                FailAsUnavailable(call);
            }
        }

        if (again.Count == 0)
        {
            return;
        }

        if (_sink is PendingSink pending)
        {
            pending.Return(again, beforeAllOthers);
            return;
        }

        foreach (var call in again)
        {
            Post(call);
        }
    }

    /// <summary>Replaces the sink, unless a newer one has taken its place.</summary>
    public void ReplaceSink(CallSink present, CallSink next) => Interlocked.CompareExchange(ref _sink, next, present);
}

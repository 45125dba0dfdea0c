using RayAkka.Engine;
using RayAkka.Tasks;

namespace RayAkka.Actors;

/// <content>The calls of an actor: where they go, what waits in gates for it, and what becomes of those that an incarnation gives back.</content>
internal abstract partial class ActorRecord
{
    public void Post(ObjectRef call) => Volatile.Read(ref _sink).Post(call);

    /// <summary>A call was cancelled, and has failed.</summary>
    public void Stop(ObjectRef call, bool recursive) => Volatile.Read(ref _sink).Stop(call, recursive);

    /// <summary>The last strong handle of this process is gone: it lets go of the actor behind the calls submitted so far.</summary>
    public void OnOutOfScope()
    {
        lock (Gate)
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

        LetGo();
    }

    /// <summary>A call is about to wait in a caller's gates, for its arguments or behind the caller's earlier calls; false if the actor is dead.</summary>
    public bool TryGate(CallGates gates)
    {
        lock (Gate)
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
        lock (Gate)
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

        LetGo();
    }

    public bool MayRetry(ObjectRef call) => call.Extras is { HasRetries: true } extras ? extras.RetriesLeft != 0 : Spec.AlwaysRetries;

    public void FailAsDead(ObjectRef call)
    {
        if (call is ActorTermination or LeaseEnd)
        {
            // The end of an actor that has ended: nobody waits for it.
            return;
        }

        call.TryFail(_death!);
        ReleaseUnlessStarted(call);
    }

    public void FailAsUnavailable(ObjectRef call)
    {
        call.TryFail(new ActorUnavailableException(
            Spec.IsReplay
                ? $"{call.CallName} was not answered: {WhoAndWhere()} is being rebuilt{Because()}; the call may be in its journal and still take effect, once."
                : $"{call.CallName} was not run to its end, or may not have been: {WhoAndWhere()} is being rebuilt{Because()}; call again, or set MaxTaskRetries.",
            Loss?.Error)
        {
            ActorId = Id,
            Cause = Loss?.Cause ?? ActorDeathCause.Unknown,
        });
        ReleaseUnlessStarted(call);
    }

    private string Because() => Loss is { } loss ? $" ({loss.Reason})" : "";

    /// <summary>No handle of this process is left, and all its calls were posted.</summary>
    protected abstract void LetGo();

    protected void PostTermination(ExitReason reason, NodeId leaves = default) =>
        Post(new ActorTermination { Reason = reason, Leaves = leaves, Caller = Runtime.Driver, Extras = new CallExtras { RetriesLeft = -1, MayRunAgain = true } });

    // A call that has started is counted and released by the incarnation that runs it: its code may be reading the arguments.
    private void ReleaseUnlessStarted(ObjectRef call)
    {
        if (!call.HasStarted)
        {
            Runtime.Telemetry.OnEnded(call);
            call.Release();
        }
    }

    protected void Reroute(List<ObjectRef> calls, bool beforeAllOthers)
    {
        bool isDead;
        lock (Gate)
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

            if (call is ActorTermination { Leaves.IsNil: false } leaving)
            {
                // The incarnation that was to leave has; the next one is elsewhere and stays.
                leaving.Drop();
            }
            else if (isDead)
            {
                FailAsDead(call);
            }
            else if (call.Extras is { HasRetries: true } extras ? extras.TryTakeRetry() : Spec.AlwaysRetries)
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

    /// <summary>Posts a call that a sink has not taken where calls go now; false if that is still the same sink.</summary>
    public bool TryPostElsewhere(CallSink from, ObjectRef call)
    {
        var sink = Volatile.Read(ref _sink);
        if (ReferenceEquals(sink, from))
        {
            return false;
        }

        sink.Post(call);
        return true;
    }

    /// <summary>Replaces the sink, unless a newer one has taken its place.</summary>
    public void ReplaceSink(CallSink present, CallSink next) => Interlocked.CompareExchange(ref _sink, next, present);
}

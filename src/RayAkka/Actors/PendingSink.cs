using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>
/// Keeps the calls of an actor that is not there yet, in order. While the actor is being rebuilt it refuses calls that must not run more
/// than once, as Ray does: a caller may rather choose another replica than wait.
/// </summary>
internal sealed class PendingSink(ActorRecord record, bool rebuilding) : CallSink
{
    private List<ObjectRef>? _calls;
    private bool _closed;

    public override void Post(ObjectRef call)
    {
        if (rebuilding && !record.MayRetry(call))
        {
            WorkerPool.Shared.Enqueue(() => record.FailAsUnavailable(call));
            return;
        }

        lock (this)
        {
            if (!_closed)
            {
                (_calls ??= []).Add(call);
                return;
            }
        }

        record.Post(call);
    }

    /// <summary>
    /// Puts calls back that a lost incarnation did not answer: in front if they were posted before all that is here, else each before its
    /// caller's next one.
    /// </summary>
    public void Return(List<ObjectRef> calls, bool beforeAllOthers)
    {
        lock (this)
        {
            if (!_closed)
            {
                _calls ??= [];
                if (beforeAllOthers)
                {
                    _calls.InsertRange(0, calls);
                }
                else
                {
                    calls.ForEach(Insert);
                }

                return;
            }
        }

        foreach (var call in calls)
        {
            record.Post(call);
        }
    }

    /// <summary>Moves everything to the incarnation and makes that the actor's sink, without letting a call overtake.</summary>
    public void MoveTo(ActorShell shell)
    {
        lock (this)
        {
            foreach (var call in _calls ?? [])
            {
                shell.Post(call);
            }

            _calls = null;
            _closed = true;
            record.ReplaceSink(this, shell);
        }
    }

    /// <summary>Gives everything up because the actor is dead.</summary>
    public List<ObjectRef> Close(DeadSink dead)
    {
        lock (this)
        {
            _closed = true;
            record.ReplaceSink(this, dead);
            var calls = _calls ?? [];
            _calls = null;
            return calls;
        }
    }

    // Under the lock.
    private void Insert(ObjectRef call)
    {
        var next = _calls!.FindIndex(other => ReferenceEquals(other.Caller?.Root, call.Caller?.Root) && other.CallIndex > call.CallIndex);
        _calls.Insert(next < 0 ? _calls.Count : next, call);
    }
}

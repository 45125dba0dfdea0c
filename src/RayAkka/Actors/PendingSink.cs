using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>
/// Keeps the calls of an actor that is not there yet, in order. While the actor is known to be being rebuilt it refuses calls that must not
/// run more than once, as Ray does: a caller may rather choose another replica than wait.
/// </summary>
internal sealed class PendingSink(ActorRecord record, bool rebuilding) : CallSink
{
    private bool _refuses = rebuilding;
    private List<ObjectRef>? _calls;
    private bool _closed;
    private bool _moves;

    public override void Post(ObjectRef call)
    {
        var closed = false;
        lock (this)
        {
            if (_moves)
            {
                // The incarnation that the calls move to has ended meanwhile and passes them on.
                WorkerPool.Shared.Enqueue(() => record.Post(call));
                return;
            }

            closed = _closed;
            if (!closed && (!_refuses || record.MayRetry(call)))
            {
                (_calls ??= []).Add(call);
                return;
            }
        }

        if (closed)
        {
            record.Post(call);
        }
        else
        {
            // On another thread: failing a ref runs what waits for it, and the caller may hold the lock of its gate.
            WorkerPool.Shared.Enqueue(() => record.FailAsUnavailable(call));
        }
    }

    public override void Stop(ObjectRef call, bool recursive)
    {
        lock (this)
        {
            if (!_closed)
            {
                return;
            }
        }

        // It may have been moved before it had failed.
        record.Stop(call, recursive);
    }

    /// <summary>The actor is being rebuilt, as is known now.</summary>
    /// <returns>The calls that waited to learn that and are refused.</returns>
    public List<ObjectRef> Refuse()
    {
        lock (this)
        {
            _refuses = true;
            var refused = _calls?.FindAll(call => !record.MayRetry(call)) ?? [];
            _calls?.RemoveAll(call => !record.MayRetry(call));
            return refused;
        }
    }

    /// <summary>It is not known any more whether the actor is being rebuilt.</summary>
    public void Keep()
    {
        lock (this)
        {
            _refuses = false;
        }
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
            _moves = true;
            foreach (var call in _calls ?? [])
            {
                shell.Post(call);
            }

            _moves = false;
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

using RayAkka.Execution;

namespace RayAkka.Actors;

/// <summary>
/// Keeps the calls of an actor that is not there yet, in order. While the actor is being rebuilt it refuses calls that must not run more
/// than once, as Ray does: a caller may rather choose another replica than wait.
/// </summary>
internal sealed class PendingSink(ActorRecord record, bool rebuilding) : CallSink
{
    private List<ObjectRef>? _calls;
    private int _front;
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
    /// Puts calls that the lost incarnation gave back before all that was posted here: the first batch to the front, batches that come late
    /// behind it, as they were posted later.
    /// </summary>
    public void Prepend(List<ObjectRef> calls)
    {
        lock (this)
        {
            if (!_closed)
            {
                (_calls ??= []).InsertRange(_front, calls);
                _front += calls.Count;
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
}

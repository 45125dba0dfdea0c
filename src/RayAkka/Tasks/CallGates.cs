using RayAkka.Actors;

namespace RayAkka.Tasks;

/// <summary>
/// Keeps the order of one caller's calls behind an unresolved argument. While a call waits for an argument, the caller's later calls to the
/// same actor queue here behind it. Invariants: a call passes either through the gate or, while no gate is shut, straight to the actor; a
/// gate opens only after everything in it was posted, under the lock, so a later call cannot overtake; callers without waiting calls pay one
/// volatile read.
/// </summary>
internal sealed class CallGates
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ActorRecord, Queue<ObjectRef>> _queues = [];
    private int _count;

    public bool IsEmpty => Volatile.Read(ref _count) == 0;

    /// <summary>Posts a call, behind the caller's earlier calls to the same actor and behind its own arguments.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="call">The call.</param>
    /// <param name="unresolved">The arguments that it waits for; null if it waits for nothing of its own.</param>
    /// <param name="hold">What else keeps it back: there may be no room for it in the actor's mailbox.</param>
    public void Post(ActorRecord actor, ObjectRef call, List<ObjectRef>? unresolved, RoomHold? hold = null)
    {
        lock (_gate)
        {
            if (!_queues.TryGetValue(actor, out var queue))
            {
                if (unresolved is null)
                {
                    actor.Post(call);
                    return;
                }

                _queues[actor] = queue = new Queue<ObjectRef>();
                Interlocked.Increment(ref _count);
            }

            if (!actor.TryGate(this))
            {
                // Dead: the call need not wait for its arguments to learn that. What is queued already is left to Fail, which is on its way.
                if (queue.Count == 0)
                {
                    Remove(actor);
                }

                actor.Post(call);
                return;
            }

            if (unresolved is not null)
            {
                // Set before the wait starts: Advance must not take the call for a ready one.
                (call.Extras ??= new CallExtras()).Unresolved = unresolved;
            }

            queue.Enqueue(call);
        }

        if (unresolved is not null)
        {
            DependencyWait.Start(call, unresolved, _ => Advance(actor), hold);
        }
    }

    /// <summary>Posts what is ready at the head of the actor's queue.</summary>
    public void Advance(ActorRecord actor)
    {
        lock (_gate)
        {
            if (!_queues.TryGetValue(actor, out var queue))
            {
                return;
            }

            while (queue.TryPeek(out var head) && (head.IsCompleted || head.Extras?.Unresolved is null))
            {
                _ = queue.Dequeue();
                if (head.IsCompleted)
                {
                    actor.Runtime.Telemetry.OnEnded(head);
                    head.Release();
                }
                else
                {
                    actor.Post(head);
                }

                actor.OnUngated(this, isLast: queue.Count == 0);
            }

            if (queue.Count == 0)
            {
                Remove(actor);
            }
        }
    }

    /// <summary>The actor is dead: gives up the calls that wait here for it. Not to be called under a lock.</summary>
    public void Fail(ActorRecord actor)
    {
        Queue<ObjectRef>? queue;
        lock (_gate)
        {
            queue = Remove(actor);
        }

        foreach (var call in queue ?? [])
        {
            actor.FailAsDead(call);
        }
    }

    /// <summary>The call at the head of the queue in which the given one waits; null if it is the head itself or not queued.</summary>
    public ObjectRef? HeadBefore(ActorRecord actor, ObjectRef call)
    {
        lock (_gate)
        {
            return _queues.TryGetValue(actor, out var queue) && queue.Contains(call) && queue.Peek() is var head && head != call ? head : null;
        }
    }

    private Queue<ObjectRef>? Remove(ActorRecord actor)
    {
        if (_queues.Remove(actor, out var queue))
        {
            Interlocked.Decrement(ref _count);
        }

        return queue;
    }
}

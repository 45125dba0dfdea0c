using System.Runtime.CompilerServices;

namespace RayAkka.Actors;

/// <content>What users see of the actor's life.</content>
internal abstract partial class ActorRecord
{
    // Null until somebody watches.
    private ActorChange? _latest;

    /// <summary>The actor as it is now, as far as this process has heard.</summary>
    public ActorInfo Info
    {
        get
        {
            lock (Gate)
            {
                return Snapshot();
            }
        }
    }

    /// <summary>Where it stands in its life, as far as this process has heard.</summary>
    public virtual ActorState SeenState => State;

    /// <summary>The node on which it lives or lived last, as far as this process has heard.</summary>
    protected virtual NodeId SeenNode => Node;

    /// <summary>How many restarts it has used up, as far as this process has heard.</summary>
    public abstract int Restarts { get; }

    /// <summary>Why the last incarnation is gone; null before that.</summary>
    protected ActorLoss? Loss { get; set; }

    /// <summary>The state now, then each change once, in order, up to the death.</summary>
    public async IAsyncEnumerable<ActorInfo> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ActorChange change;
        lock (Gate)
        {
            change = _latest ??= new ActorChange(Snapshot());
        }

        while (true)
        {
            yield return change.Info;
            if (change.Info.State == ActorState.Dead)
            {
                yield break;
            }

            change = await change.Next.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // Under the lock, behind each change of what is seen.
    protected void Report()
    {
        if (_latest is { } latest)
        {
            _latest = latest.FollowedBy(Snapshot());
        }
    }

    // Under the lock.
    protected ActorInfo Snapshot()
    {
        var state = SeenState;
        return new ActorInfo
        {
            ActorId = Id,
            ClassName = Spec.ClassName,
            Name = Spec.Name,
            Namespace = Namespace,
            IsDetached = Spec.IsDetached,
            State = state,
            NodeId = SeenNode,
            Restarts = Restarts,
            OwnerNodeId = Owner,
            OwnerActorId = Ownership.Actor,
            Cause = state switch
            {
                ActorState.Dead => _death!.Cause,
                ActorState.Restarting => Loss?.Cause,
                _ => null,
            },
            Reason = state switch
            {
                ActorState.Dead => _death!.Message,
                ActorState.Restarting => Loss?.Reason,
                _ => null,
            },
        };
    }
}

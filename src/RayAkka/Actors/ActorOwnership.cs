namespace RayAkka.Actors;

/// <summary>
/// Who owns an actor: the actor that created it, or the node on which the creating task or actor ran, or the driver. An actor that is not
/// detached dies with its owner; it does not die with the task that created it.
/// </summary>
internal sealed class ActorOwnership(ActorRecord? owner, NodeId node)
{
    private List<ActorRecord>? _owned;
    private bool _dead;

    /// <summary>The actor that created it; nil if none did.</summary>
    public ActorId Actor => owner?.Id ?? default;

    /// <summary>The node whose loss ends the actor; nil for the driver's.</summary>
    public NodeId Node { get; } = node;

    /// <summary>Takes an actor that this actor created; false if this actor is dead already.</summary>
    public bool TryOwn(ActorRecord created)
    {
        lock (this)
        {
            if (!_dead)
            {
                (_owned ??= []).Add(created);
            }

            return !_dead;
        }
    }

    /// <summary>The actor is dead: so are those that it owns.</summary>
    public void OnDead(ActorRecord self)
    {
        List<ActorRecord>? owned;
        lock (this)
        {
            _dead = true;
            owned = _owned;
            _owned = null;
        }

        owner?.Ownership.Forget(self);
        if (owned is not null)
        {
            foreach (var actor in owned)
            {
                actor.OnOwnerDied($"the actor {self.Spec.ClassName}, {self.Id}");
            }
        }
    }

    private void Forget(ActorRecord actor)
    {
        lock (this)
        {
            _owned?.Remove(actor);
        }
    }
}

namespace RayAkka;

/// <summary>An actor at one moment. Ray's <c>ActorState</c> of its state API.</summary>
public sealed record ActorInfo
{
    /// <summary>The actor.</summary>
    public required ActorId ActorId { get; init; }

    /// <summary>The name of its class.</summary>
    public required string ClassName { get; init; }

    /// <summary>Its name; null if it has none.</summary>
    public string? Name { get; init; }

    /// <summary>Where its name counts.</summary>
    public required string Namespace { get; init; }

    /// <summary>Whether it outlives its handles and its creator.</summary>
    public bool IsDetached { get; init; }

    /// <summary>Where it stands in its life.</summary>
    public required ActorState State { get; init; }

    /// <summary>The node on which it lives, or lived last; nil while it has no place.</summary>
    public NodeId NodeId { get; init; }

    /// <summary>How many restarts it has used up: the number of its present incarnation, from 0.</summary>
    public int Restarts { get; init; }

    /// <summary>The node of the process that runs its life: it decides on restarts and knows the state first.</summary>
    public NodeId OwnerNodeId { get; init; }

    /// <summary>The actor that created it and with which it ends; nil if a driver or a task did, if it is detached, or where that is not known.</summary>
    public ActorId OwnerActorId { get; init; }

    /// <summary>Why the last incarnation is gone, while the actor is being rebuilt or is dead; else null.</summary>
    public ActorDeathCause? Cause { get; init; }

    /// <summary>The same in words; null where <see cref="Cause"/> is.</summary>
    public string? Reason { get; init; }
}

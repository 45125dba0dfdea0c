namespace RayAkka.Actors;

/// <summary>Which incarnation of which actor a cell is.</summary>
/// <param name="Actor">The actor.</param>
/// <param name="Spec">Its options.</param>
/// <param name="Owner">The process that runs its life.</param>
/// <param name="Incarnation">How often it was rebuilt before.</param>
/// <param name="Job">The job that it belongs to.</param>
internal sealed record ActorCellInfo(ActorId Actor, ActorSpec Spec, NodeId Owner, int Incarnation, Job Job)
{
    /// <summary>Whether it only reads the journal of an actor that has ended, so that results can be had again.</summary>
    public bool IsReader { get; init; }

    /// <summary>The process that runs its life; another one if that is lost and the actor is detached.</summary>
    public NodeId Owner { get; set; } = Owner;
}

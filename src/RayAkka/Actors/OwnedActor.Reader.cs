namespace RayAkka.Actors;

/// <content>
/// The record under which the journal of an actor that has ended is read once more. It has the actor's id, since its code must find everything as it was, and
/// stands in no directory: nobody can find it, call it or hear of it.
/// </content>
internal sealed partial class OwnedActor
{
    private readonly bool _isReader;

    private OwnedActor(OwnedActor ended, ObjectRef creation)
        : this(ended.Runtime, ended.Id, ended.Spec, creation, new ActorOwnership(null, default)) => _isReader = true;

    public override bool IsReader => _isReader;

    /// <summary>Makes the record of an incarnation that reads this actor's journal.</summary>
    public OwnedActor NewReader(ObjectRef creation) => new(this, creation);
}

using RayAkka.Scheduling;

namespace RayAkka.Actors;

/// <summary>One request of an actor for a place.</summary>
internal sealed class ActorPlacement(OwnedActor record) : PlacementRequest(record.Spec.Shape)
{
    internal override void OnGranted() => record.OnPlaced(this);

    internal override void OnUnschedulable(string reason) => record.OnUnschedulable(this, reason);
}

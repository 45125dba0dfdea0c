using RayAkka.Scheduling;

namespace RayAkka.Head;

/// <summary>A request of another node in the scheduler of the head.</summary>
internal sealed class HeadRequest(HeadLedger ledger, HeadMember requester, ulong number, ResourceShape shape) : PlacementRequest(shape)
{
    public HeadMember Requester { get; } = requester;

    public ulong Number { get; } = number;

    internal override void OnGranted() => ledger.OnGranted(this);

    internal override void OnUnschedulable(string reason) => ledger.OnUnschedulable(this, reason);
}

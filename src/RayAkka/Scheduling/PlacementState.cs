namespace RayAkka.Scheduling;

/// <summary>Where a request stands. It moves downwards only, and each request takes exactly one of the last three.</summary>
internal enum PlacementState : byte
{
    New,
    Waiting,
    Granted,
    Unschedulable,
    Withdrawn,
}

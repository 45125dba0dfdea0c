namespace RayAkka.Scheduling;

/// <summary>A ref to a placement group that is complete when the group has its places.</summary>
internal sealed class GroupReadyRef(RayRuntime runtime, PlacementGroup group) : ObjectRef<PlacementGroup>
{
    internal override RayRuntime? Runtime => runtime;

    internal override string CallName => $"the readiness of {group}";

    internal PlacementGroup Group => group;

    internal PlacementGroupId Id { get; } = group.Id;
}

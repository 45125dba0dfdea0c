namespace RayAkka.Conformance.Samples;

/// <summary>Remote functions that say where they run.</summary>
public static class Settling
{
    [Remote]
    public static Spot Where() => Spot.Here();

    [Remote]
    public static Spot WhereIsMyTask() => Ray.Get(Settling.Tasks.Where.Remote());

    /// <summary>The group that it was given, and whether it is usable here.</summary>
    [Remote]
    public static (PlacementGroup Group, PlacementGroupState State) Look(PlacementGroup group) => (group, group.State);

    [Remote(NumCpus = 0)]
    public static async Task<Spot> WhereInGroup(PlacementGroup group, int bundle) => await Settling.Tasks.Where.Options(
        new() { SchedulingStrategy = SchedulingStrategy.PlacementGroup(group, bundle) }).Remote();

    [Remote(AcceleratorType = "A100", NumCpus = 0)]
    public static Spot WhereAreA100() => Spot.Here();
}

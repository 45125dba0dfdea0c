using RayAkka.Scheduling;

namespace RayAkka;

/// <summary>A placement group at one moment.</summary>
/// <param name="Id">The group.</param>
/// <param name="Name">Its name; null if it has none.</param>
/// <param name="Namespace">Where the name is.</param>
/// <param name="Strategy">How its bundles lie to each other.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Bundles">Its bundles.</param>
public sealed record PlacementGroupInfo(
    PlacementGroupId Id, string? Name, string Namespace, PlacementStrategy Strategy, PlacementGroupState State, IReadOnlyList<BundleInfo> Bundles)
{
    internal static PlacementGroupInfo Of(GroupRecord record) => new(
        record.Id,
        record.Spec.Name,
        record.Spec.Namespace,
        record.Spec.Strategy,
        record.State,
        [.. record.Places.Select((place, i) => new BundleInfo(i, place.Node.IsNil ? null : place.Node, record.Spec.Bundles[i].ToHold.ToDictionary(), place.GpuIds))]);
}

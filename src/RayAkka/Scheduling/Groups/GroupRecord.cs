using RayAkka.Head;
using RayAkka.Wire;

namespace RayAkka.Scheduling;

/// <summary>A placement group as the ledger knew it at one moment.</summary>
/// <param name="Spec">What it was made with.</param>
/// <param name="Version">Higher with each change: of two records of a group the one with the higher is right.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Places">Where its bundles lie, each at its index.</param>
internal sealed record GroupRecord(GroupSpec Spec, ulong Version, PlacementGroupState State, IReadOnlyList<BundlePlace> Places)
{
    internal const int SmallestRecord = 32;
    private const int SmallestPlace = 17;

    internal PlacementGroupId Id => Spec.Id;

    internal bool IsRemoved => State == PlacementGroupState.Removed;

    internal static GroupRecord Read(WireReader reader)
    {
        var record = new GroupRecord(
            GroupSpec.Read(reader),
            reader.Varint(),
            (PlacementGroupState)reader.Byte() is var state && Enum.IsDefined(state) ? state : throw new WireFormatException("A placement group is in an unknown state."),
            reader.List(SmallestPlace, BundlePlace.Read));
        return record.Places.Count == record.Spec.Bundles.Count ? record : throw new WireFormatException("A placement group has other places than bundles.");
    }

    internal void Write(WireWriter writer)
    {
        Spec.Write(writer);
        writer.Varint(Version);
        writer.Byte((byte)State);
        writer.List(Places, static (to, place) => place.Write(to));
    }
}

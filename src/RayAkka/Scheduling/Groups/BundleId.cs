using RayAkka.Wire;

namespace RayAkka.Scheduling;

/// <summary>Names a bundle of a placement group.</summary>
/// <param name="Group">The group.</param>
/// <param name="Index">The bundle's place in it.</param>
internal readonly record struct BundleId(PlacementGroupId Group, int Index)
{
    internal static BundleId? Read(WireReader reader) => reader.Bool() ? new BundleId(PlacementGroupId.Read(reader), reader.Int()) : null;

    internal static void Write(WireWriter writer, BundleId? bundle)
    {
        writer.Bool(bundle is not null);
        if (bundle is { } known)
        {
            known.Group.Write(writer);
            writer.Int(known.Index);
        }
    }
}

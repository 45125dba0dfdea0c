using RayAkka.Wire;

namespace RayAkka.Scheduling;

/// <summary>What a placement group was made with. Immutable; it travels.</summary>
/// <param name="Id">The group.</param>
/// <param name="Name">Its name; null if it has none.</param>
/// <param name="Namespace">Where the name is.</param>
/// <param name="Strategy">How the bundles lie to each other.</param>
/// <param name="Bundles">What each needs.</param>
/// <param name="IsDetached">Whether it outlives its job.</param>
/// <param name="Owner">The scope of the process whose end is its end, see <see cref="NodeId.High"/>.</param>
internal sealed record GroupSpec(
    PlacementGroupId Id, string? Name, string Namespace, PlacementStrategy Strategy, IReadOnlyList<ResourceShape> Bundles, bool IsDetached, ulong Owner)
{
    private const int SmallestBundle = 10;

    /// <summary>"the placement group 'train'", "the placement group 1f..".</summary>
    internal string Title => Name is null ? $"the placement group {Id}" : $"the placement group '{Name}'";

    internal static GroupSpec Read(WireReader reader) => new(
        PlacementGroupId.Read(reader),
        reader.String(),
        reader.Text(),
        (PlacementStrategy)reader.Byte() is var strategy && Enum.IsDefined(strategy) ? strategy : throw new WireFormatException("A placement group has an unknown strategy."),
        Head.HeadWire.List(reader, SmallestBundle, ResourceShape.Read),
        reader.Bool(),
        reader.Fixed64());

    internal void Write(WireWriter writer)
    {
        Id.Write(writer);
        writer.String(Name);
        writer.String(Namespace);
        writer.Byte((byte)Strategy);
        Head.HeadWire.List(writer, Bundles, static (to, bundle) => bundle.Write(to));
        writer.Bool(IsDetached);
        writer.Fixed64(Owner);
    }
}

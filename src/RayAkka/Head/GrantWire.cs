using System.Collections.ObjectModel;
using RayAkka.Scheduling;
using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>A grant on its way from the node that asked for it to the node where it lies.</summary>
/// <param name="Id">The grant.</param>
/// <param name="Held">What it holds there.</param>
/// <param name="GpuIds">The GPUs that it may use.</param>
/// <param name="Bundle">The bundle in which it lies; null if in none.</param>
/// <param name="Captures">Whether what its holder starts goes to the placement group too.</param>
internal readonly record struct GrantWire(GrantId Id, ResourceSet Held, ReadOnlyCollection<int> GpuIds, BundleId? Bundle, bool Captures)
{
    /// <summary>The wire form of a grant that came from a <see cref="RemoteScheduler"/>.</summary>
    public static GrantWire Of(Grant grant) => new(((RemoteGrant)grant).Id, grant.Held, grant.GpuIds, grant.Bundle, grant.Captures);

    public void Write(WireWriter writer)
    {
        Id.Write(writer);
        Held.Write(writer);
        writer.Ints(GpuIds);
        BundleId.Write(writer, Bundle);
        writer.Bool(Captures);
    }

    public static GrantWire Read(WireReader reader) => new(GrantId.Read(reader), ResourceSet.Read(reader), reader.Ints(), BundleId.Read(reader), reader.Bool());
}

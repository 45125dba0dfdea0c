using RayAkka.Scheduling;
using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>A grant that is in use on the node that reports it.</summary>
/// <param name="Id">The grant, of this or an older epoch.</param>
/// <param name="Requester">The node that asked for it.</param>
/// <param name="Holding">What it holds.</param>
internal readonly record struct HostedGrant(GrantId Id, NodeId Requester, Holding Holding)
{
    public void Write(WireWriter writer)
    {
        Id.Write(writer);
        writer.Node(Requester);
        Holding.Held.Write(writer);
        writer.Ints(Holding.GpuIds);
        writer.Bool(Holding.IsBlocked);
        BundleId.Write(writer, Holding.Bundle);
    }

    public static HostedGrant Read(WireReader reader) =>
        new(GrantId.Read(reader), reader.Node(), new Holding(ResourceSet.Read(reader), reader.Ints(), reader.Bool(), BundleId.Read(reader)));
}

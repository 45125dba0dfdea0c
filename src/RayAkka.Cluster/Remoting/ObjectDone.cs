using RayAkka.Wire;

namespace RayAkka.Cluster.Remoting;

/// <summary>The node that asked for an object has all of it, or wants no more.</summary>
/// <param name="From">That node.</param>
/// <param name="Transfer">The transfer, as it counts them.</param>
internal sealed record ObjectDone(NodeId From, ulong Transfer) : IWireMessage
{
    public string Manifest => Manifests.ObjectDone;

    public void Write(WireWriter writer)
    {
        writer.Node(From);
        writer.Varint(Transfer);
    }

    public static ObjectDone Read(WireReader reader) => new(reader.Node(), reader.Varint());
}

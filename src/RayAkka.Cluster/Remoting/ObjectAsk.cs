using RayAkka.Wire;

namespace RayAkka.Cluster.Remoting;

/// <summary>Asks the node that holds an object for a piece of its bytes.</summary>
/// <param name="From">The node that asks.</param>
/// <param name="Transfer">The transfer, as that node counts them.</param>
/// <param name="Number">The object's number at its holder.</param>
/// <param name="Offset">Where the piece begins.</param>
/// <param name="Count">How many bytes at most.</param>
internal sealed record ObjectAsk(NodeId From, ulong Transfer, ulong Number, long Offset, int Count) : IWireMessage
{
    public string Manifest => Manifests.ObjectAsk;

    public void Write(WireWriter writer)
    {
        writer.Node(From);
        writer.Varint(Transfer);
        writer.Varint(Number);
        writer.Varint((ulong)Offset);
        writer.Int(Count);
    }

    public static ObjectAsk Read(WireReader reader) =>
        new(reader.Node(), reader.Varint(), reader.Varint(), (long)reader.Varint(), reader.Int());
}

using RayAkka.Wire;

namespace RayAkka.Cluster.Remoting;

/// <summary>A piece of an envelope whose frame is too large for one message of Akka.Remote.</summary>
/// <param name="From">The sending node.</param>
/// <param name="To">The receiving node.</param>
/// <param name="Series">Which envelope: the sender counts those that it cuts.</param>
/// <param name="Offset">Where the piece stands in the frame.</param>
/// <param name="Total">The length of the frame.</param>
/// <param name="Number">The envelope's number.</param>
/// <param name="Acknowledged">What the envelope acknowledges.</param>
/// <param name="Bytes">The piece.</param>
internal sealed record FramePart(NodeId From, NodeId To, ulong Series, int Offset, int Total, long Number, long Acknowledged, ArraySegment<byte> Bytes)
    : IWireMessage
{
    public string Manifest => Manifests.FramePart;

    public void Write(WireWriter writer)
    {
        writer.Node(From);
        writer.Node(To);
        writer.Varint(Series);
        writer.Int(Offset);
        writer.Int(Total);
        writer.Varint((ulong)Number);
        writer.Varint((ulong)Acknowledged);
        writer.Bytes(Bytes);
    }

    public static FramePart Read(WireReader reader) => new(
        reader.Node(), reader.Node(), reader.Varint(), reader.Int(), reader.Int(), (long)reader.Varint(), (long)reader.Varint(), reader.Segment());
}

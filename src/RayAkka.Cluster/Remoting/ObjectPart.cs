using RayAkka.Wire;

namespace RayAkka.Cluster.Remoting;

/// <summary>A piece of an object.</summary>
/// <param name="Transfer">The transfer that it belongs to.</param>
/// <param name="Header">The object's header; empty but for the first piece.</param>
/// <param name="Total">The object's length.</param>
/// <param name="Offset">Where the piece begins.</param>
/// <param name="Bytes">The piece.</param>
internal sealed record ObjectPart(ulong Transfer, byte[] Header, long Total, long Offset, ReadOnlyMemory<byte> Bytes) : IWireMessage
{
    public string Manifest => Manifests.ObjectPart;

    public void Write(WireWriter writer)
    {
        writer.Varint(Transfer);
        writer.Bytes(Header);
        writer.Varint((ulong)Total);
        writer.Varint((ulong)Offset);
        writer.Bytes(Bytes.Span);
    }

    public static ObjectPart Read(WireReader reader) =>
        new(reader.Varint(), reader.Bytes().ToArray(), (long)reader.Varint(), (long)reader.Varint(), reader.Segment());
}

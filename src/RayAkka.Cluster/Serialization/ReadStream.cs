using RayAkka.Wire;

namespace RayAkka.Cluster.Serialization;

/// <summary>A reader as Hyperion wants it.</summary>
internal sealed class ReadStream(WireReader reader, GraphReader graph) : OneWayStream
{
    public WireReader Reader => reader;

    public override bool CanRead => true;

    public object Read(GraphPlan plan) => plan.ReadHead(reader, graph);

    public override int ReadByte() => reader.Byte();

    public override int Read(Span<byte> buffer)
    {
        reader.Raw(buffer.Length).CopyTo(buffer);
        return buffer.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));
}

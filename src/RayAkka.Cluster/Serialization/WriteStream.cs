using RayAkka.Wire;

namespace RayAkka.Cluster.Serialization;

/// <summary>A writer as Hyperion wants it.</summary>
internal sealed class WriteStream(WireWriter writer, GraphWriter graph) : OneWayStream
{
    public WireWriter Writer => writer;

    public override bool CanWrite => true;

    public void Write(GraphPlan plan, object value) => plan.WriteHead(writer, value, graph);

    public override void WriteByte(byte value) => writer.Byte(value);

    public override void Write(ReadOnlySpan<byte> buffer) => writer.Raw(buffer);

    public override void Write(byte[] buffer, int offset, int count) => writer.Raw(buffer.AsSpan(offset, count));
}

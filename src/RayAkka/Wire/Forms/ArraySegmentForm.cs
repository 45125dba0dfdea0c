namespace RayAkka.Wire;

/// <summary>A part of an array, with the array.</summary>
internal sealed class ArraySegmentForm<T> : WireForm<ArraySegment<T>>
{
    public override bool IsLeaf => false;

    public override void Write(WireWriter writer, ArraySegment<T> value, IWireContext context)
    {
        ValueWire.Write(writer, value.Array, context);
        writer.Varint((ulong)value.Offset);
        writer.Varint((ulong)value.Count);
    }

    public override ArraySegment<T> Read(WireReader reader, IWireContext context)
    {
        var array = ValueWire.Read<T[]?>(reader, context);
        var (offset, count) = (reader.Varint(), reader.Varint());
        if (array is null)
        {
            return default;
        }

        return offset <= (ulong)array.Length && count <= (ulong)array.Length - offset
            ? new ArraySegment<T>(array, (int)offset, (int)count)
            : throw new WireFormatException("A part of an array lies outside of it.");
    }
}

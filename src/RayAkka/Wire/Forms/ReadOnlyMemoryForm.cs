using System.Runtime.InteropServices;

namespace RayAkka.Wire;

/// <summary>A part of an array; what lies over other memory (a string, a pool) becomes an array of its own.</summary>
internal sealed class ReadOnlyMemoryForm<T> : WireForm<ReadOnlyMemory<T>>
{
    public override bool IsLeaf => false;

    public override void Write(WireWriter writer, ReadOnlyMemory<T> value, IWireContext context) =>
        Form<ArraySegment<T>>.Instance.Write(writer, MemoryMarshal.TryGetArray(value, out var part) ? part : new ArraySegment<T>(value.ToArray()), context);

    public override ReadOnlyMemory<T> Read(WireReader reader, IWireContext context) => Form<ArraySegment<T>>.Instance.Read(reader, context);
}

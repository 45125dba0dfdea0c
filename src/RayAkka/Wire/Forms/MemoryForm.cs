using System.Runtime.InteropServices;

namespace RayAkka.Wire;

/// <summary>A part of an array; what lies over other memory becomes an array of its own.</summary>
internal sealed class MemoryForm<T> : WireForm<Memory<T>>
{
    public override bool IsLeaf => false;

    public override void Write(WireWriter writer, Memory<T> value, IWireContext context) => Form<ReadOnlyMemory<T>>.Instance.Write(writer, value, context);

    public override Memory<T> Read(WireReader reader, IWireContext context) => MemoryMarshal.AsMemory(Form<ReadOnlyMemory<T>>.Instance.Read(reader, context));
}

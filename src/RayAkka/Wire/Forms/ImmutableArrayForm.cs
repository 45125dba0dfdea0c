using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace RayAkka.Wire;

internal sealed class ImmutableArrayForm<T> : WireForm<ImmutableArray<T>>
{
    public override bool IsLeaf => false;

    public override void Write(WireWriter writer, ImmutableArray<T> value, IWireContext context) =>
        ValueWire.Write(writer, ImmutableCollectionsMarshal.AsArray(value), context);

    public override ImmutableArray<T> Read(WireReader reader, IWireContext context) =>
        ImmutableCollectionsMarshal.AsImmutableArray(ValueWire.Read<T[]?>(reader, context));
}

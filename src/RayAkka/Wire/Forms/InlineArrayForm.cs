using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayAkka.Wire;

/// <summary>Structs that are arrays: one field that stands for several elements.</summary>
internal sealed class InlineArrayForm<T, TElement>(int length) : WireForm<T>
    where T : struct
{
    public override bool IsLeaf => Form<TElement>.Instance.IsLeaf;

    public override void Write(WireWriter writer, T value, IWireContext context) => Elements<TElement>.Write(writer, Span(ref value), context);

    public override T Read(WireReader reader, IWireContext context)
    {
        T value = default;
        Elements<TElement>.Read(reader, Span(ref value), context);
        return value;
    }

    private Span<TElement> Span(ref T value) => MemoryMarshal.CreateSpan(ref Unsafe.As<T, TElement>(ref value), length);
}

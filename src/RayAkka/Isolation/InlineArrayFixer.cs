using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>Fixes structs that repeat their one field.</summary>
internal abstract class InlineArrayFixer<T>
{
    public abstract void Fix(ref T value, CopyContext context);
}

/// <inheritdoc/>
internal sealed class InlineArrayFixer<T, TElement>(int length) : InlineArrayFixer<T>
{
    public override void Fix(ref T value, CopyContext context)
    {
        ref var element = ref Unsafe.As<T, TElement>(ref value);
        for (var i = 0; i < length; i++)
        {
            ref var slot = ref Unsafe.Add(ref element, i);
            if (typeof(TElement).IsValueType)
                StructFixer<TElement>.Fix(ref slot, context);
            else
                context.Fix(ref Unsafe.As<TElement, object?>(ref slot));
        }
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayAkka.Isolation;

/// <summary>For arrays of any rank whose elements are structs that refer to what may be mutable.</summary>
internal sealed class StructArrayPlan<T>() : CopyPlan(CopyKind.Graph)
{
    public override object Start(object original, CopyContext context)
    {
        if (Unsafe.As<Array>(original).Length == 0)
            return original;

        var copy = Cloning.Flat(original);
        context.Enqueue(copy, this);
        return copy;
    }

    public override long Weigh(object copy) => Unsafe.As<Array>(copy).LongLength * Unsafe.SizeOf<T>();

    public override void Fix(object copy, CopyContext context)
    {
        var array = Unsafe.As<Array>(copy);
        ref var element = ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array));
        for (var i = 0; i < array.Length; i++)
            StructFixer<T>.Fix(ref Unsafe.Add(ref element, i), context);
    }
}

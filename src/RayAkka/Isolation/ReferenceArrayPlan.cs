using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayAkka.Isolation;

/// <summary>For arrays of any rank whose elements are references to what may be mutable.</summary>
internal sealed class ReferenceArrayPlan() : CopyPlan(CopyKind.Graph)
{
    public static ReferenceArrayPlan Instance { get; } = new();

    public override object Start(object original, CopyContext context)
    {
        if (Unsafe.As<Array>(original).Length == 0)
            return original;

        var copy = Cloning.Flat(original);
        context.Enqueue(copy, this);
        return copy;
    }

    public override long Weigh(object copy) => Unsafe.As<Array>(copy).LongLength * nint.Size;

    public override void Fix(object copy, CopyContext context)
    {
        var array = Unsafe.As<Array>(copy);

        // Through the raw data: it is the same for every rank, and a copy has its original's type, so no store needs the covariance check.
        ref var slot = ref Unsafe.As<byte, object?>(ref MemoryMarshal.GetArrayDataReference(array));
        for (var i = 0; i < array.Length; i++)
            context.Fix(ref Unsafe.Add(ref slot, i));
    }
}

using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>For one-dimensional arrays without references: one block copy into memory that nobody cleared first.</summary>
internal sealed class BlitArrayPlan<T>() : CopyPlan(CopyKind.Clone)
{
    public override object Start(object original, CopyContext context)
    {
        var source = Unsafe.As<T[]>(original);
        if (source.Length == 0)
            return source;

        var copy = GC.AllocateUninitializedArray<T>(source.Length);
        LargeCopy.Copy<T>(source, copy);
        return copy;
    }

    public override long Weigh(object copy) => (long)Unsafe.As<T[]>(copy).Length * Unsafe.SizeOf<T>();
}

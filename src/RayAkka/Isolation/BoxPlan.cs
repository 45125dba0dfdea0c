using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>For boxed structs that refer to what may be mutable.</summary>
internal sealed class BoxPlan<T>() : CopyPlan(CopyKind.Graph)
    where T : struct
{
    public override object Start(object original, CopyContext context)
    {
        var copy = Cloning.Flat(original);
        context.Enqueue(copy, this);
        return copy;
    }

    public override void Fix(object copy, CopyContext context) => StructFixer<T>.Fix(ref Unsafe.Unbox<T>(copy), context);
}

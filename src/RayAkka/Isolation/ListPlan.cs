using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayAkka.Isolation;

/// <summary>For lists of immutable items, the most usual argument: nobody else can hold the array inside, so no context is needed.</summary>
internal sealed class ListPlan<T>() : CopyPlan(CopyKind.Clone)
{
    public override object Start(object original, CopyContext context)
    {
        var source = CollectionsMarshal.AsSpan(Unsafe.As<List<T>>(original));
        var copy = new List<T>(source.Length);
        CollectionsMarshal.SetCount(copy, source.Length);
        source.CopyTo(CollectionsMarshal.AsSpan(copy));
        return copy;
    }

    public override long Weigh(object copy) => ObjectSize.OfItems(CollectionsMarshal.AsSpan(Unsafe.As<List<T>>(copy)));
}

using System.Collections.Frozen;

namespace RayAkka.Isolation;

/// <summary>For <see cref="FrozenSet{T}"/> of mutable items.</summary>
internal sealed class FrozenSetRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((FrozenSet<T>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((FrozenSet<T>)original).Comparer];

    public override object Build(Array items, object?[] comparers) =>
        ((T[])items).ToFrozenSet((IEqualityComparer<T>?)comparers[0]);
}

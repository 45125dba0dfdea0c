using System.Collections.Immutable;

namespace RayAkka.Isolation;

/// <summary>For <see cref="ImmutableHashSet{T}"/> of mutable items.</summary>
internal sealed class ImmutableHashSetRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((ImmutableHashSet<T>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((ImmutableHashSet<T>)original).KeyComparer];

    public override object Build(Array items, object?[] comparers) =>
        ImmutableHashSet.CreateRange((IEqualityComparer<T>?)comparers[0], (T[])items);
}

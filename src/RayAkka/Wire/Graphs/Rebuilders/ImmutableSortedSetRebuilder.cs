using System.Collections.Immutable;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="ImmutableSortedSet{T}"/>.</summary>
internal sealed class ImmutableSortedSetRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((ImmutableSortedSet<T>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((ImmutableSortedSet<T>)original).KeyComparer];

    public override object Build(Array items, object?[] comparers) => ImmutableSortedSet.Create((IComparer<T>?)comparers[0], (T[])items);
}

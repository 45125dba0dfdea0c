using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="SortedSet{T}"/>.</summary>
internal sealed class SortedSetRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((SortedSet<T>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((SortedSet<T>)original).Comparer];

    public override object Build(Array items, object?[] comparers) => new SortedSet<T>((T[])items, (IComparer<T>?)comparers[0]);
}

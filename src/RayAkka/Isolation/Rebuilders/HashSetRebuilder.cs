namespace RayAkka.Isolation;

/// <summary>For <see cref="HashSet{T}"/>.</summary>
internal sealed class HashSetRebuilder<T> : Rebuilder
{
    public override Type ItemType => typeof(T);

    public override Array TakeItems(object original) => ((HashSet<T>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((HashSet<T>)original).Comparer];

    public override object Build(Array items, object?[] comparers) =>
        new HashSet<T>((T[])items, (IEqualityComparer<T>?)comparers[0]);
}

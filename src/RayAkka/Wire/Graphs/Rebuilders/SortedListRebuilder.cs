using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="SortedList{TKey,TValue}"/>.</summary>
internal sealed class SortedListRebuilder<TKey, TValue> : Rebuilder
    where TKey : notnull
{
    public override Type ItemType => typeof(KeyValuePair<TKey, TValue>);

    public override Array TakeItems(object original) => ((SortedList<TKey, TValue>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((SortedList<TKey, TValue>)original).Comparer];

    public override object Build(Array items, object?[] comparers)
    {
        var copy = new SortedList<TKey, TValue>((IComparer<TKey>?)comparers[0]);
        foreach (var (key, value) in (KeyValuePair<TKey, TValue>[])items)
        {
            copy[key] = value;
        }

        return copy;
    }
}

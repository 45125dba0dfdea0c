using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="SortedDictionary{TKey,TValue}"/>.</summary>
internal sealed class SortedDictionaryRebuilder<TKey, TValue> : Rebuilder
    where TKey : notnull
{
    public override Type ItemType => typeof(KeyValuePair<TKey, TValue>);

    public override Array TakeItems(object original) => ((SortedDictionary<TKey, TValue>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((SortedDictionary<TKey, TValue>)original).Comparer];

    public override object Build(Array items, object?[] comparers)
    {
        var copy = new SortedDictionary<TKey, TValue>((IComparer<TKey>?)comparers[0]);
        foreach (var (key, value) in (KeyValuePair<TKey, TValue>[])items)
        {
            copy[key] = value;
        }

        return copy;
    }
}

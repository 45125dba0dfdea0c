using System.Collections.Concurrent;

namespace RayAkka.Isolation;

/// <summary>For <see cref="ConcurrentDictionary{TKey,TValue}"/>.</summary>
internal sealed class ConcurrentDictionaryRebuilder<TKey, TValue> : Rebuilder
    where TKey : notnull
{
    public override Type ItemType => typeof(KeyValuePair<TKey, TValue>);

    // Not Enumerable.ToArray: it is only the collection's own method that holds writers off.
    public override Array TakeItems(object original) => ((ConcurrentDictionary<TKey, TValue>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((ConcurrentDictionary<TKey, TValue>)original).Comparer];

    public override object Build(Array items, object?[] comparers)
    {
        var copy = new ConcurrentDictionary<TKey, TValue>((IEqualityComparer<TKey>?)comparers[0]);
        foreach (var (key, value) in (KeyValuePair<TKey, TValue>[])items)
            copy[key] = value;
        return copy;
    }
}

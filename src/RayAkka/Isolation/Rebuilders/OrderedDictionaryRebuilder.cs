namespace RayAkka.Isolation;

/// <summary>For <see cref="OrderedDictionary{TKey,TValue}"/>.</summary>
internal sealed class OrderedDictionaryRebuilder<TKey, TValue> : Rebuilder
    where TKey : notnull
{
    public override Type ItemType => typeof(KeyValuePair<TKey, TValue>);

    public override Array TakeItems(object original) => ((OrderedDictionary<TKey, TValue>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((OrderedDictionary<TKey, TValue>)original).Comparer];

    public override object Build(Array items, object?[] comparers)
    {
        var copy = new OrderedDictionary<TKey, TValue>(items.Length, (IEqualityComparer<TKey>?)comparers[0]);
        foreach (var (key, value) in (KeyValuePair<TKey, TValue>[])items)
            copy[key] = value;
        return copy;
    }
}

using System.Collections.Frozen;

namespace RayAkka.Isolation;

/// <summary>For <see cref="FrozenDictionary{TKey,TValue}"/> of mutable keys.</summary>
internal sealed class FrozenDictionaryRebuilder<TKey, TValue> : Rebuilder
    where TKey : notnull
{
    public override Type ItemType => typeof(KeyValuePair<TKey, TValue>);

    public override Array TakeItems(object original) => ((FrozenDictionary<TKey, TValue>)original).ToArray();

    public override object?[] TakeComparers(object original) => [((FrozenDictionary<TKey, TValue>)original).Comparer];

    public override object Build(Array items, object?[] comparers) =>
        ((KeyValuePair<TKey, TValue>[])items).ToFrozenDictionary((IEqualityComparer<TKey>?)comparers[0]);
}

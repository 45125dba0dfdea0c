using System.Collections.Immutable;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="ImmutableSortedDictionary{TKey,TValue}"/>.</summary>
internal sealed class ImmutableSortedDictionaryRebuilder<TKey, TValue> : Rebuilder
    where TKey : notnull
{
    public override Type ItemType => typeof(KeyValuePair<TKey, TValue>);

    public override Array TakeItems(object original) => ((ImmutableSortedDictionary<TKey, TValue>)original).ToArray();

    public override object?[] TakeComparers(object original)
    {
        var dictionary = (ImmutableSortedDictionary<TKey, TValue>)original;
        return [dictionary.KeyComparer, dictionary.ValueComparer];
    }

    public override object Build(Array items, object?[] comparers) => ImmutableSortedDictionary.CreateRange(
        (IComparer<TKey>?)comparers[0], (IEqualityComparer<TValue>?)comparers[1], (KeyValuePair<TKey, TValue>[])items);
}

using System.Collections.Immutable;

namespace RayAkka.Isolation;

/// <summary>For <see cref="ImmutableDictionary{TKey,TValue}"/> of mutable keys or values.</summary>
internal sealed class ImmutableDictionaryRebuilder<TKey, TValue> : Rebuilder
    where TKey : notnull
{
    public override Type ItemType => typeof(KeyValuePair<TKey, TValue>);

    public override Array TakeItems(object original) => ((ImmutableDictionary<TKey, TValue>)original).ToArray();

    public override object?[] TakeComparers(object original)
    {
        var dictionary = (ImmutableDictionary<TKey, TValue>)original;
        return [dictionary.KeyComparer, dictionary.ValueComparer];
    }

    public override object Build(Array items, object?[] comparers)
    {
        var builder = ImmutableDictionary.CreateBuilder(
            (IEqualityComparer<TKey>?)comparers[0], (IEqualityComparer<TValue>?)comparers[1]);
        foreach (var (key, value) in (KeyValuePair<TKey, TValue>[])items)
            builder[key] = value;
        return builder.ToImmutable();
    }
}

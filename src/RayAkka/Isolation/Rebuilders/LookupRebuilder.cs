namespace RayAkka.Isolation;

/// <summary>For <see cref="Lookup{TKey,TElement}"/> of mutable keys.</summary>
internal sealed class LookupRebuilder<TKey, TElement> : Rebuilder
{
    public override Type ItemType => typeof((TKey Key, TElement Element));

    public override Array TakeItems(object original) =>
        ((Lookup<TKey, TElement>)original).SelectMany(group => group, (group, element) => (group.Key, element)).ToArray();

    public override object?[] TakeComparers(object original) =>
        [typeof(Lookup<TKey, TElement>).GetField("_comparer", FieldSearch.Instance)!.GetValue(original)];

    public override object Build(Array items, object?[] comparers) =>
        (((TKey Key, TElement Element)[])items).ToLookup(
            pair => pair.Key, pair => pair.Element, (IEqualityComparer<TKey>?)comparers[0]);
}

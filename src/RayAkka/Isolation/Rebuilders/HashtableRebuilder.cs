using System.Collections;
using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>For <see cref="Hashtable"/>.</summary>
internal sealed class HashtableRebuilder : Rebuilder
{
    public override Type ItemType => typeof(DictionaryEntry);

    public override Array TakeItems(object original)
    {
        var table = (Hashtable)original;
        var items = new DictionaryEntry[table.Count];
        table.CopyTo(items, 0);
        return items;
    }

    public override object?[] TakeComparers(object original) => [ComparerOf((Hashtable)original)];

    public override object Build(Array items, object?[] comparers)
    {
        var copy = new Hashtable(items.Length, (IEqualityComparer?)comparers[0]);
        foreach (var (key, value) in (DictionaryEntry[])items)
            copy[key] = value;
        return copy;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_EqualityComparer")]
    private static extern IEqualityComparer? ComparerOf(Hashtable table);
}

using System.Numerics;
using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>
/// From an object of the original to its copy. The first few are searched one by one: small graphs are the rule, and hashing costs more than
/// that. From then on a table with open addressing, never more than half full; nothing is ever removed but all at once.
/// </summary>
internal sealed class IdentityMap
{
    private const int Few = 8;

    // A map that kept the room which a graph of a million nodes needed would hold it for ever.
    private const int MostKept = 4096;

    private (object? Original, object? Copy)[] _table = new (object?, object?)[Few];
    private int _count;

    /// <summary>The place of the copy of an object, null when there is none yet; good until the next call.</summary>
    public ref object? this[object original]
    {
        get
        {
            if (_table.Length == Few)
            {
                for (var i = 0; i < _count; i++)
                {
                    if (ReferenceEquals(_table[i].Original, original))
                        return ref _table[i].Copy;
                }

                if (_count < Few)
                {
                    ref var place = ref _table[_count++];
                    place.Original = original;
                    return ref place.Copy;
                }

                Grow(Few * 8);
            }
            else if (_count * 2 >= _table.Length)
            {
                Grow(_table.Length * 4);
            }

            return ref Place(original).Copy;
        }
    }

    public void Clear()
    {
        if (_table.Length > MostKept)
            _table = new (object?, object?)[Few];
        else
            Array.Clear(_table, 0, _table.Length == Few ? _count : _table.Length);
        _count = 0;
    }

    private ref (object? Original, object? Copy) Place(object original)
    {
        var mask = _table.Length - 1;

        // The runtime's hashes differ mostly in their upper bits: multiply and take those.
        var index = (int)(((uint)RuntimeHelpers.GetHashCode(original) * 2654435769u) >> (32 - BitOperations.Log2((uint)_table.Length)));
        while (true)
        {
            ref var place = ref _table[index];
            if (ReferenceEquals(place.Original, original))
                return ref place;
            if (place.Original is null)
            {
                place.Original = original;
                _count++;
                return ref place;
            }

            index = (index + 1) & mask;
        }
    }

    private void Grow(int length)
    {
        var old = _table;
        _table = new (object?, object?)[length];
        _count = 0;
        foreach (var (original, copy) in old)
        {
            if (original is not null)
                Place(original).Copy = copy;
        }
    }
}

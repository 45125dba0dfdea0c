using System.Numerics;
using System.Runtime.CompilerServices;

namespace RayAkka.Isolation;

/// <summary>
/// From an object of the original to its copy. The first few are searched one by one: small graphs are the rule, and hashing costs more than
/// that. The others go into a table with open addressing, never more than half full; nothing is ever removed but all at once.
/// </summary>
internal sealed class IdentityMap
{
    private const int Few = 8;

    private const int FirstLength = 64;

    // A map that kept the room which a graph of a million nodes needed would hold it for ever.
    private const int MostKept = 16384;

    private readonly Entry[] _few = new Entry[Few];
    private Entry[] _table = [];
    private int _fewCount;
    private int _tableCount;

    /// <summary>The place of the copy of an object, null when there is none yet; good until the next call.</summary>
    public ref object? this[object original]
    {
        get
        {
            for (var i = 0; i < _fewCount; i++)
            {
                if (ReferenceEquals(_few[i].Original, original))
                    return ref _few[i].Copy;
            }

            if (_fewCount == Few)
                return ref Hashed(original);

            ref var entry = ref _few[_fewCount++];
            entry.Original = original;
            return ref entry.Copy;
        }
    }

    public void Clear()
    {
        Array.Clear(_few, 0, _fewCount);
        _fewCount = 0;
        if (_tableCount == 0)
            return;

        // Nor should a small graph after a larger one clear the larger one's room each time.
        var isSparse = _table.Length > FirstLength && _tableCount < _table.Length / 16;
        _tableCount = 0;
        if (isSparse || _table.Length > MostKept)
            _table = [];
        else
            Array.Clear(_table);
    }

    private ref object? Hashed(object original)
    {
        if (_tableCount * 2 >= _table.Length)
            Grow();
        return ref Place(original).Copy;
    }

    private ref Entry Place(object original)
    {
        // The multiplication brings the hash's differences into the upper bits, which are taken.
        var shift = 32 - BitOperations.Log2((uint)_table.Length);
        var index = (int)(((uint)RuntimeHelpers.GetHashCode(original) * 2654435769u) >> shift);
        while (true)
        {
            ref var entry = ref _table[index];
            if (ReferenceEquals(entry.Original, original))
                return ref entry;
            if (entry.Original is null)
            {
                entry.Original = original;
                _tableCount++;
                return ref entry;
            }

            index = (index + 1) & (_table.Length - 1);
        }
    }

    private void Grow()
    {
        var old = _table;
        _table = new Entry[Math.Max(FirstLength, old.Length * 4)];
        _tableCount = 0;
        foreach (var (original, copy) in old)
        {
            if (original is not null)
                Place(original).Copy = copy;
        }
    }

    private struct Entry
    {
        public object? Original;
        public object? Copy;

        public readonly void Deconstruct(out object? original, out object? copy) => (original, copy) = (Original, Copy);
    }
}

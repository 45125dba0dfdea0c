using System.Collections.ObjectModel;
using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>Lists in the wire form of the messages about the books.</summary>
internal static class HeadWire
{
    public static void Ints(this WireWriter writer, IReadOnlyList<int> values)
    {
        writer.Varint((ulong)values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            writer.Int(values[i]);
        }
    }

    public static ReadOnlyCollection<int> Ints(this WireReader reader)
    {
        var values = new int[reader.Count()];
        if (values.Length == 0)
        {
            return ReadOnlyCollection<int>.Empty;
        }

        for (var i = 0; i < values.Length; i++)
        {
            values[i] = reader.Int();
        }

        return Array.AsReadOnly(values);
    }

    public static void List<T>(this WireWriter writer, IReadOnlyList<T> items, Action<WireWriter, T> write)
    {
        writer.Varint((ulong)items.Count);
        foreach (var item in items)
        {
            write(writer, item);
        }
    }

    /// <summary>A list whose items take at least so many bytes each.</summary>
    public static IReadOnlyList<T> List<T>(this WireReader reader, int bytesEach, Func<WireReader, T> read)
    {
        var items = new T[reader.Count(bytesEach)];
        for (var i = 0; i < items.Length; i++)
        {
            items[i] = read(reader);
        }

        return items;
    }
}

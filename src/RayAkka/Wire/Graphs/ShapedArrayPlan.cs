using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayAkka.Wire;

/// <summary>Arrays of several dimensions, or that do not count from 0.</summary>
internal sealed class ShapedArrayPlan<T>(Type type) : GraphPlan(type)
{
    public override void WriteHead(WireWriter writer, object value, GraphWriter graph)
    {
        var array = (Array)value;
        writer.Varint((ulong)array.Length);
        for (var i = 0; i < array.Rank; i++)
        {
            writer.Varint((ulong)array.GetLength(i));
            writer.Int(array.GetLowerBound(i));
        }
    }

    public override object ReadHead(WireReader reader, GraphReader graph)
    {
        var count = graph.Promise(reader);
        var rank = Type.GetArrayRank();
        var (lengths, bounds) = (new int[rank], new int[rank]);
        var product = 1UL;
        for (var i = 0; i < rank; i++)
        {
            var length = reader.Varint();
            if (length > int.MaxValue)
            {
                throw WireFormatException.Short();
            }

            product = Math.Min(product * length, uint.MaxValue);
            (lengths[i], bounds[i]) = ((int)length, reader.Int());
        }

        return product == (ulong)count ? Array.CreateInstance(typeof(T), lengths, bounds) : throw new WireFormatException("An array's lengths do not fit its length.");
    }

    public override void WriteBody(WireWriter writer, object value, GraphWriter graph) => Elements<T>.Write(writer, All((Array)value), graph);

    public override void ReadBody(WireReader reader, object value, GraphReader graph)
    {
        var array = (Array)value;
        graph.Keep(array.Length);
        Elements<T>.Read(reader, All(array), graph);
    }

    private static Span<T> All(Array array) =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);
}

using System.Runtime.CompilerServices;

namespace RayAkka.Wire;

/// <summary>Elements of one type, one after the other, numbers and the like in one go.</summary>
internal static class Elements<T>
{
    private static readonly ElementCode<T>? s_blit =
        Blittable.IsElement(typeof(T)) ? (ElementCode<T>)FormTable.Create(typeof(BlitCode<>), typeof(T)) : null;

    public static void Write(WireWriter writer, ReadOnlySpan<T> elements, IWireContext context)
    {
        if (s_blit is not null)
        {
            s_blit.Write(writer, elements);
            return;
        }

        foreach (ref readonly var element in elements)
        {
            ValueWire.Write(writer, element, context);
        }
    }

    public static void Read(WireReader reader, Span<T> elements, IWireContext context)
    {
        if (s_blit is not null)
        {
            s_blit.Read(reader, elements);
            return;
        }

        foreach (ref var element in elements)
        {
            element = ValueWire.Read<T>(reader, context);
        }
    }

    /// <summary>Reads a new array whose length stands in front.</summary>
    public static T[] ReadArray(WireReader reader, IWireContext context)
    {
        var elements = new T[reader.Count(s_blit is null ? 1 : Unsafe.SizeOf<T>())];
        Read(reader, elements, context);
        return elements;
    }
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace RayAkka.Wire;

/// <summary>Arrays of numbers and the like, in one go. Within an object graph they are objects like others, since two fields may hold one array.</summary>
internal sealed class BlitArrayForm<T> : WireForm<T[]?>
    where T : unmanaged
{
    public override bool IsLeaf => false;

    public static void WriteElements(WireWriter writer, ReadOnlySpan<T> elements) => writer.Raw(MemoryMarshal.AsBytes(elements));

    public static void ReadElements(WireReader reader, Span<T> elements)
    {
        var bytes = MemoryMarshal.AsBytes(elements);
        reader.Raw(bytes.Length).CopyTo(bytes);
        if (typeof(T) == typeof(bool) && bytes.IndexOfAnyExceptInRange((byte)0, (byte)1) >= 0)
        {
            throw new WireFormatException("A truth value is neither true nor false.");
        }
    }

    public override void Write(WireWriter writer, T[]? value, IWireContext context)
    {
        if (context is GraphSession session)
        {
            session.WriteReference(writer, value);
            return;
        }

        writer.Varint(value is null ? 0 : (ulong)value.Length + 1);
        if (value is not null)
        {
            WriteElements(writer, value);
        }
    }

    public override T[]? Read(WireReader reader, IWireContext context)
    {
        if (context is GraphSession session)
        {
            return session.ReadReference<T[]>(reader);
        }

        var count = reader.Varint();
        if (count == 0)
        {
            return null;
        }

        if (count - 1 > (ulong)(reader.Left / Unsafe.SizeOf<T>()))
        {
            throw WireFormatException.Short();
        }

        var elements = count == 1 ? [] : GC.AllocateUninitializedArray<T>((int)(count - 1));
        ReadElements(reader, elements);
        return elements;
    }
}

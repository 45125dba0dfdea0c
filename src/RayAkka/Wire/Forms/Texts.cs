using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace RayAkka.Wire;

/// <summary>
/// A user's strings, any of them: UTF-8, which is what nearly all are, or their own code units where they hold half a surrogate pair, which
/// UTF-8 would turn into another character. In front stands 0 for null, else the number of bytes with a last bit that says which, plus one.
/// </summary>
internal static class Texts
{
    public static void Write(WireWriter writer, string? value)
    {
        if (value is null)
        {
            writer.Varint(0);
            return;
        }

        var start = writer.Length;
        var count = Encoding.UTF8.GetByteCount(value);
        writer.Varint(((ulong)count << 1) + 1);
        IBufferWriter<byte> output = writer;
        if (Utf8.FromUtf16(value, output.GetSpan(count), out _, out _, replaceInvalidSequences: false) == OperationStatus.Done)
        {
            output.Advance(count);
            return;
        }

        writer.Truncate(start);
        var units = MemoryMarshal.AsBytes(value.AsSpan());
        writer.Varint((((ulong)units.Length << 1) | 1) + 1);
        writer.Raw(units);
    }

    public static string? Read(WireReader reader)
    {
        var header = reader.Varint();
        if (header == 0)
        {
            return null;
        }

        header--;
        var bytes = reader.Raw(header >> 1 <= (ulong)reader.Left ? (int)(header >> 1) : throw WireFormatException.Short());
        if ((header & 1) == 0)
        {
            return Encoding.UTF8.GetString(bytes);
        }

        return (bytes.Length & 1) == 0 ? new string(MemoryMarshal.Cast<byte, char>(bytes)) : throw new WireFormatException("A text ends within a character.");
    }
}

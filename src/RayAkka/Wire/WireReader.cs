using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Text;

namespace RayAkka.Wire;

/// <summary>
/// Reads what <see cref="WireWriter"/> wrote. It believes nothing: a length that exceeds what is left, a number that does not end, and
/// everything else that a sound writer never writes throws <see cref="WireFormatException"/>, and no length allocates more than the bytes
/// that are really there. Not thread-safe.
/// </summary>
internal sealed class WireReader
{
    private readonly byte[] _buffer;
    private readonly int _end;
    private int _position;

    public WireReader(byte[] buffer)
        : this(buffer, 0, buffer.Length)
    {
    }

    public WireReader(byte[] buffer, int offset, int count)
    {
        _buffer = buffer;
        _position = offset;
        _end = offset + count;
    }

    public int Left => _end - _position;

    public int Position => _position;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public byte Byte() => _position < _end ? _buffer[_position++] : throw WireFormatException.Short();

    /// <summary>What is left.</summary>
    public ReadOnlySpan<byte> Rest => _buffer.AsSpan(_position, Left);

    /// <summary>The next byte, which stays.</summary>
    public byte Peek() => _position < _end ? _buffer[_position] : throw WireFormatException.Short();

    public bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        var other => throw new WireFormatException($"A truth value is {other}."),
    };

    public ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = Byte();
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return shift == 63 && next > 1 ? throw new WireFormatException("A number is too large.") : value;
            }
        }

        throw new WireFormatException("A number does not end.");
    }

    public long Signed()
    {
        var value = Varint();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    public int Int() => Signed() is var value and >= int.MinValue and <= int.MaxValue ? (int)value : throw new WireFormatException("A number is too large.");

    /// <summary>A count of things that each take at least so many bytes: never more than what is left can hold.</summary>
    public int Count(int bytesEach = 1)
    {
        var count = Varint();
        return count * (ulong)bytesEach <= (ulong)Left && count <= int.MaxValue ? (int)count : throw WireFormatException.Short();
    }

    public ulong Fixed64() => BinaryPrimitives.ReadUInt64LittleEndian(Raw(sizeof(ulong)));

    public uint Fixed32() => BinaryPrimitives.ReadUInt32LittleEndian(Raw(sizeof(uint)));

    public double Double() => BitConverter.UInt64BitsToDouble(Fixed64());

    public ReadOnlySpan<byte> Raw(int count)
    {
        if (count > Left || count < 0)
        {
            throw WireFormatException.Short();
        }

        var bytes = _buffer.AsSpan(_position, count);
        _position += count;
        return bytes;
    }

    public ReadOnlySpan<byte> Bytes() => Raw(Count());

    /// <summary>Bytes behind their length, as a part of the frame.</summary>
    public ArraySegment<byte> Segment()
    {
        var count = Count();
        var segment = new ArraySegment<byte>(_buffer, _position, count);
        _position += count;
        return segment;
    }

    /// <summary>A reader of the part that stands behind its length, a fixed number; this one goes on behind it.</summary>
    public WireReader Part()
    {
        var length = Fixed32();
        if (length > (uint)Left)
        {
            throw WireFormatException.Short();
        }

        var part = new WireReader(_buffer, _position, (int)length);
        _position += (int)length;
        return part;
    }

    public string? String()
    {
        var count = Varint();
        if (count == 0)
        {
            return null;
        }

        return count - 1 <= (ulong)Left ? Encoding.UTF8.GetString(Raw((int)(count - 1))) : throw WireFormatException.Short();
    }

    public string Text() => String() ?? throw new WireFormatException("A text is missing.");

    public NodeId Node() => new(Fixed64(), Fixed64());

    public ActorId Actor() => new(Fixed64(), Fixed64());
}

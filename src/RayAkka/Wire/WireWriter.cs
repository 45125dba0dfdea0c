using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;

namespace RayAkka.Wire;

/// <summary>
/// Writes what travels between processes: little-endian fixed numbers, LEB128 variable ones, UTF-8 texts behind their length. It grows as
/// needed and is used again after <see cref="Clear"/>. Not thread-safe.
/// </summary>
internal sealed class WireWriter : IBufferWriter<byte>
{
    private const int SmallestBuffer = 256;

    private byte[] _buffer;
    private int _length;

    public WireWriter(int capacity = SmallestBuffer) => _buffer = new byte[Math.Max(capacity, SmallestBuffer)];

    public int Length => _length;

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, _length);

    public ReadOnlyMemory<byte> WrittenMemory => _buffer.AsMemory(0, _length);

    public void Clear() => _length = 0;

    /// <summary>Forgets what was written after <paramref name="length"/>, as when a value turned out to be one that may not travel.</summary>
    public void Truncate(int length) => _length = length;

    public byte[] ToArray() => Written.ToArray();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Byte(byte value)
    {
        if (_length == _buffer.Length)
        {
            Grow(1);
        }

        _buffer[_length++] = value;
    }

    public void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    public void Varint(ulong value)
    {
        Reserve(10);
        while (value >= 0x80)
        {
            _buffer[_length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        _buffer[_length++] = (byte)value;
    }

    /// <summary>A number that may be negative, small either way (zigzag).</summary>
    public void Signed(long value) => Varint((ulong)((value << 1) ^ (value >> 63)));

    /// <summary>A number from -1 upwards, in one byte while small.</summary>
    public void Int(int value) => Signed(value);

    public void Fixed64(ulong value)
    {
        Reserve(sizeof(ulong));
        BinaryPrimitives.WriteUInt64LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(ulong);
    }

    public void Fixed32(uint value)
    {
        Reserve(sizeof(uint));
        BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(_length), value);
        _length += sizeof(uint);
    }

    /// <summary>Puts a number where <see cref="Fixed32"/> has kept room for it.</summary>
    public void Patch32(int position, uint value) => BinaryPrimitives.WriteUInt32LittleEndian(_buffer.AsSpan(position), value);

    public void Double(double value) => Fixed64(BitConverter.DoubleToUInt64Bits(value));

    /// <summary>Bytes without their length.</summary>
    public void Raw(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_buffer.AsSpan(_length));
        _length += bytes.Length;
    }

    /// <summary>Bytes behind their length.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes)
    {
        Varint((ulong)bytes.Length);
        Raw(bytes);
    }

    /// <summary>A text or null: 0 for null, else the number of UTF-8 bytes plus one.</summary>
    public void String(string? value)
    {
        if (value is null)
        {
            Varint(0);
            return;
        }

        var count = Encoding.UTF8.GetByteCount(value);
        Varint((ulong)count + 1);
        Reserve(count);
        _length += Encoding.UTF8.GetBytes(value, _buffer.AsSpan(_length));
    }

    public void Node(NodeId id)
    {
        Fixed64(id.High);
        Fixed64(id.Low);
    }

    public void Actor(ActorId id)
    {
        Fixed64(id.High);
        Fixed64(id.Low);
    }

    void IBufferWriter<byte>.Advance(int count) => _length += count;

    Memory<byte> IBufferWriter<byte>.GetMemory(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, SmallestBuffer));
        return _buffer.AsMemory(_length);
    }

    Span<byte> IBufferWriter<byte>.GetSpan(int sizeHint)
    {
        Reserve(Math.Max(sizeHint, SmallestBuffer));
        return _buffer.AsSpan(_length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Reserve(int count)
    {
        if (_buffer.Length - _length < count)
        {
            Grow(count);
        }
    }

    private void Grow(int count) =>
        Array.Resize(ref _buffer, checked((int)Math.Min((ulong)Array.MaxLength, BitOperations.RoundUpToPowerOf2((ulong)_length + (ulong)count))));
}

using System.Diagnostics.CodeAnalysis;
using RayAkka.Engine;
using RayAkka.Wire;

namespace RayAkka.Cluster.Data;

/// <summary>
/// Makes envelopes of the bytes of a connection. The owner puts bytes into <see cref="Free"/>, says how many, and takes envelopes until there
/// are none. Not thread-safe.
/// </summary>
/// <remarks>
/// Invariants: (1) <see cref="Free"/> is never empty once <see cref="TryRead"/> has said no; (2) either no message is begun and the
/// bytes from <c>_start</c> to <c>_end</c> begin with a header, or a large message is begun, the buffer is empty and <see cref="Free"/> is the
/// rest of that message: large messages are received in place; (3) nothing but <see cref="WireFormatException"/> is thrown, whatever the
/// bytes, and after it the reader is of no more use.
/// </remarks>
internal sealed class FrameReader(int maxFrame)
{
    private readonly byte[] _buffer = new byte[FrameFormat.BufferSize];
    private int _start;
    private int _end;
    private byte[]? _large;
    private int _filled;
    private long _number;
    private long _acknowledged;

    /// <summary>Where the next bytes go.</summary>
    public Span<byte> Free => _large is null ? _buffer.AsSpan(_end) : _large.AsSpan(_filled);

    /// <summary>So many bytes have come into <see cref="Free"/>.</summary>
    public void Advance(int count)
    {
        if (_large is null)
        {
            _end += count;
        }
        else
        {
            _filled += count;
        }
    }

    /// <summary>Takes the next envelope, if it is there whole.</summary>
    /// <exception cref="WireFormatException">The bytes are no frames, or a frame is too large.</exception>
    public bool TryRead([NotNullWhen(true)] out Envelope? envelope)
    {
        envelope = null;
        if (_large is not null)
        {
            if (_filled < _large.Length)
            {
                return false;
            }

            envelope = new Envelope(_number, _acknowledged, _large);
            _large = null;
            return true;
        }

        var bytes = _buffer.AsSpan(_start, _end - _start);
        if (bytes.Length < FrameFormat.HeaderSize)
        {
            Compact();
            return false;
        }

        var length = FrameFormat.Length(bytes);
        _number = FrameFormat.Number(bytes);
        _acknowledged = FrameFormat.Acknowledged(bytes);
        Check(length);
        bytes = bytes[FrameFormat.HeaderSize..];
        if (length == FrameFormat.NoMessage)
        {
            _start += FrameFormat.HeaderSize;
            envelope = new Envelope(_number, _acknowledged, null);
            return true;
        }

        if (bytes.Length >= length)
        {
            _start += FrameFormat.HeaderSize + (int)length;
            envelope = new Envelope(_number, _acknowledged, bytes[..(int)length].ToArray());
            return true;
        }

        if (length > FrameFormat.BufferSize / 2)
        {
            Begin((int)length, bytes);
        }
        else
        {
            Compact();
        }

        return false;
    }

    private void Check(uint length)
    {
        if (length != FrameFormat.NoMessage && length > maxFrame)
        {
            throw new WireFormatException($"A frame of {length} bytes is larger than the {maxFrame} that are allowed.");
        }

        if (_number < 0 || _acknowledged < 0)
        {
            throw new WireFormatException("The head of a frame holds numbers that no envelope has.");
        }
    }

    private void Begin(int length, ReadOnlySpan<byte> first)
    {
        _large = GC.AllocateUninitializedArray<byte>(length);
        first.CopyTo(_large);
        _filled = first.Length;
        _start = _end = 0;
    }

    private void Compact()
    {
        if (_start == 0)
        {
            return;
        }

        _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
        _end -= _start;
        _start = 0;
    }
}

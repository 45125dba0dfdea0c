using System.Collections.Concurrent;
using RayAkka.Engine;

namespace RayAkka.Cluster.Data;

/// <summary>
/// The bytes of the envelopes that are being sent. Small messages are copied together, so that one call of the system takes many; a large one
/// is sent from where it lies. Used by one thread at a time.
/// </summary>
internal sealed class SendBuffer
{
    private readonly byte[] _buffer = new byte[FrameFormat.BufferSize];
    private int _start;
    private int _end;
    private byte[]? _large;
    private int _sentOfLarge;

    /// <summary>Takes envelopes until there are none or the buffer is full; only when everything before has been sent.</summary>
    /// <returns>How many bytes it took.</returns>
    public long Fill(ConcurrentQueue<Envelope> queue)
    {
        var taken = 0L;
        while (_large is null && _buffer.Length - _end >= FrameFormat.HeaderSize && queue.TryDequeue(out var envelope))
        {
            FrameFormat.WriteHeader(_buffer.AsSpan(_end), envelope);
            _end += FrameFormat.HeaderSize;
            taken += FrameFormat.Size(envelope);
            if (envelope.Message is not byte[] message)
            {
                continue;
            }

            if (message.Length <= _buffer.Length - _end)
            {
                message.CopyTo(_buffer, _end);
                _end += message.Length;
            }
            else
            {
                _large = message;
                _sentOfLarge = 0;
            }
        }

        return taken;
    }

    /// <summary>Sends what it holds.</summary>
    /// <returns>False if the connection did not take everything.</returns>
    /// <exception cref="IOException">The connection is gone.</exception>
    public bool Flush(IPipe pipe)
    {
        while (_start < _end)
        {
            var sent = pipe.Send(_buffer.AsSpan(_start, _end - _start));
            if (sent == 0)
            {
                return false;
            }

            _start += sent;
        }

        while (_large is not null && _sentOfLarge < _large.Length)
        {
            var sent = pipe.Send(_large.AsSpan(_sentOfLarge));
            if (sent == 0)
            {
                return false;
            }

            _sentOfLarge += sent;
        }

        _start = _end = 0;
        _large = null;
        return true;
    }
}

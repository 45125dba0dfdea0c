using RayAkka.Engine;

namespace RayAkka.Cluster.Remoting;

/// <summary>
/// Joins the pieces of one sender's cut frames. Akka.Remote keeps the order of one sender's messages and may lose some: a piece that does
/// not follow the last one ends the frame, which is sent again some time. Memory grows with the pieces that really came.
/// </summary>
internal sealed class FrameAssembly
{
    private byte[] _buffer = [];
    private ulong _series;
    private int _length;

    /// <summary>Takes a piece; the envelope when it was the last one.</summary>
    public Envelope? Add(FramePart part)
    {
        if (part.Offset == 0)
        {
            _series = part.Series;
            _length = 0;
        }

        if (part.Series != _series || part.Offset != _length || part.Bytes.Count == 0 || part.Bytes.Count > part.Total - part.Offset)
        {
            Forget();
            return null;
        }

        if (_buffer.Length - _length < part.Bytes.Count)
        {
            Array.Resize(ref _buffer, (int)Math.Min(part.Total, Math.Max(2L * _buffer.Length, _length + (long)part.Bytes.Count)));
        }

        part.Bytes.AsSpan().CopyTo(_buffer.AsSpan(_length));
        _length += part.Bytes.Count;
        if (_length < part.Total)
        {
            return null;
        }

        var frame = _buffer.Length == _length ? _buffer : _buffer[.._length];
        Forget();
        return new Envelope(part.Number, part.Acknowledged, frame);
    }

    private void Forget()
    {
        _buffer = [];
        _length = 0;
        _series = 0;
    }
}

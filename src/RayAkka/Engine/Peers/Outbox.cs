using RayAkka.Execution;
using RayAkka.Wire;

namespace RayAkka.Engine.Peers;

/// <summary>
/// Encodes the messages to one peer and gathers them into frames. Whoever adds to an empty outbox sends: at once and on its own thread if
/// nothing was sent just before, so that a single call has no hop; else by the pool, so that what comes meanwhile travels in the same frame.
/// So frames grow with the load and an idle connection adds no delay.
/// </summary>
/// <remarks>
/// Invariants: (1) messages leave in the order in which they were added, and one thread at a time sends; (2) a frame holds first the types that
/// its messages are the first to use, then the messages, each behind its length; (3) a message that could not be encoded leaves nothing behind.
/// The lock is held while a message is encoded; it is taken under the locks of actors and routes and takes only innermost ones itself.
/// </remarks>
internal sealed class Outbox(Encoding encoding, Action<byte[]> sendFrame, TimeProvider time) : IThreadPoolWorkItem
{
    // A frame that is full is not filled further: the other side should begin with it.
    private const int FullFrame = 64 * 1024;

    // Shorter than any round trip, so that one who waits for each answer never counts as a burst.
    private static readonly TimeSpan s_justBefore = TimeSpan.FromMicroseconds(10);

    private readonly Lock _gate = new();
    private readonly Queue<byte[]> _full = new();
    private readonly WireWriter _types = new();
    private WireWriter _open = new(4096);
    private long _lastSent = long.MinValue / 2;
    private bool _sending;
    private bool _encoding;

    /// <summary>Adds a message.</summary>
    /// <exception cref="ArgumentException">Something in it may not travel.</exception>
    public void Add(object message)
    {
        bool send;
        Action? behind;
        var inline = false;
        lock (_gate)
        {
            if (_encoding)
            {
                throw new InvalidOperationException("A remote call was made while the arguments of another were encoded; keep remote calls out of serialisation.");
            }

            Encode(message, out behind);
            if (_open.Length >= FullFrame)
            {
                Seal();
            }

            send = !_sending;
            if (send)
            {
                _sending = true;
                inline = time.GetElapsedTime(_lastSent) > s_justBefore;
            }
        }

        if (inline)
        {
            Execute();
        }
        else if (send)
        {
            WorkerPool.Shared.Enqueue(this);
        }

        behind?.Invoke();
    }

    public void Execute()
    {
        while (true)
        {
            byte[] frame;
            lock (_gate)
            {
                if (_full.Count == 0)
                {
                    if (_open.Length == 0)
                    {
                        _lastSent = time.GetTimestamp();
                        _sending = false;
                        return;
                    }

                    Seal();
                }

                frame = _full.Dequeue();
            }

            sendFrame(frame);
        }
    }

    private void Encode(object message, out Action? behind)
    {
        var start = _open.Length;
        _encoding = true;
        try
        {
            _open.Fixed32(0);
            MessageWriter.Write(_open, message, encoding);
            _open.Patch32(start, (uint)(_open.Length - start - sizeof(uint)));
            behind = encoding.Finish(sent: true);
        }
        catch
        {
            _open.Truncate(start);
            if (encoding.Finish(sent: false) is { } undo)
            {
                WorkerPool.Shared.Enqueue(undo);
            }

            throw;
        }
        finally
        {
            _encoding = false;
        }
    }

    private void Seal()
    {
        _types.Clear();
        encoding.OutgoingTypes.WriteAnnouncements(_types);
        var frame = GC.AllocateUninitializedArray<byte>(_types.Length + _open.Length);
        _types.Written.CopyTo(frame);
        _open.Written.CopyTo(frame.AsSpan(_types.Length));
        _full.Enqueue(frame);
        if (_open.Length > 16 * FullFrame)
        {
            _open = new WireWriter(4096);
        }

        _open.Clear();
    }
}

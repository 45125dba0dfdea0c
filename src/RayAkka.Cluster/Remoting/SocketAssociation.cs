using System.Buffers.Binary;
using System.Net.Sockets;
using Akka.Actor;
using Akka.Remote.Transport;
using Google.Protobuf;
using RayAkka.Cluster.Data;

namespace RayAkka.Cluster.Remoting;

/// <summary>One connection of the <see cref="SocketTransport"/>: a thread that reads and one that sends what waits, as many frames at a time as there are.</summary>
internal sealed class SocketAssociation : AssociationHandle
{
    // What waits above this is refused: Akka then keeps it, and lets heartbeats overtake.
    private const int MostWaiting = 4 * 1024 * 1024;
    private const int HeaderBytes = sizeof(int);
    private const int BufferBytes = 128 * 1024;
    private const int StackBytes = 256 * 1024;
    private static readonly TimeSpan s_sendTimeout = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly Queue<ByteString> _waiting = new();
    private readonly Socket _socket;
    private readonly int _largest;
    private readonly Action<SocketAssociation> _closed;
    private int _waitingBytes;
    private bool _closing;

    public SocketAssociation(Socket socket, Address local, Address remote, int largest, Action<SocketAssociation> closed)
        : base(local, remote)
    {
        _socket = socket;
        _socket.SendTimeout = (int)s_sendTimeout.TotalMilliseconds;
        _largest = largest;
        _closed = closed;
    }

    /// <summary>Starts a thread for something that may wait.</summary>
    public static void Run(string name, Action body) => new Thread(() => body(), StackBytes) { IsBackground = true, Name = name }.Start();

    public override bool Write(ByteString payload)
    {
        lock (_gate)
        {
            if (_closing || _waitingBytes > MostWaiting)
            {
                return false;
            }

            _waiting.Enqueue(payload);
            _waitingBytes += payload.Length;
            if (_waiting.Count == 1)
            {
                Monitor.Pulse(_gate);
            }

            return true;
        }
    }

    /// <summary>Ends the connection when what waits has been sent.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closing = true;
            Monitor.Pulse(_gate);
        }
    }

    /// <summary>Ends the connection at once.</summary>
    public void Abort()
    {
        Close();
        Sockets.Close(_socket);
    }

#pragma warning disable CS0672 // Akka marks it so that callers give a reason; it is what an association implements.
    public override void Disassociate() => Close();
#pragma warning restore CS0672

    /// <summary>Sends until the end of the connection.</summary>
    public void Send()
    {
        var frames = new List<ByteString>();
        var buffer = new byte[BufferBytes];
        try
        {
            while (Take(frames))
            {
                Send(frames, ref buffer);
                frames.Clear();
            }
        }
        catch (Exception exception) when (Sockets.IsFailure(exception))
        {
            // The reader tells it.
        }
        finally
        {
            Close();
            Sockets.Close(_socket);
            _closed(this);
        }
    }

    /// <summary>Reads until the end of the connection.</summary>
    public void Read()
    {
        IHandleEventListener listener;
        try
        {
            listener = ReadHandlerSource.Task.GetAwaiter().GetResult();
        }
        catch (Exception)
        {
            Close();
            return;
        }

        try
        {
            ReadFrames(listener);
        }
        catch (Exception exception) when (Sockets.IsFailure(exception))
        {
            // Ends like a connection that the other side has closed.
        }
        finally
        {
            Close();
            listener.Notify(new Disassociated(DisassociateInfo.Unknown));
        }
    }

    private bool Take(List<ByteString> frames)
    {
        lock (_gate)
        {
            while (_waiting.Count == 0 && !_closing)
            {
                Monitor.Wait(_gate);
            }

            frames.AddRange(_waiting);
            _waiting.Clear();
            _waitingBytes = 0;
            return frames.Count > 0;
        }
    }

    private void Send(List<ByteString> frames, ref byte[] buffer)
    {
        var length = 0;
        foreach (var frame in frames)
        {
            if (length > 0 && length + HeaderBytes + frame.Length > buffer.Length)
            {
                SendAll(buffer.AsSpan(0, length));
                length = 0;
            }

            if (HeaderBytes + frame.Length > buffer.Length)
            {
                buffer = new byte[HeaderBytes + frame.Length];
            }

            BinaryPrimitives.WriteInt32LittleEndian(buffer.AsSpan(length), frame.Length);
            frame.Span.CopyTo(buffer.AsSpan(length + HeaderBytes));
            length += HeaderBytes + frame.Length;
        }

        SendAll(buffer.AsSpan(0, length));
    }

    private void SendAll(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[_socket.Send(bytes)..];
        }
    }

    private void ReadFrames(IHandleEventListener listener)
    {
        var buffer = new byte[BufferBytes];
        var (start, end) = (0, 0);
        while (true)
        {
            while (end - start >= HeaderBytes)
            {
                var length = BinaryPrimitives.ReadInt32LittleEndian(buffer.AsSpan(start));
                if (length < 0 || length > _largest)
                {
                    throw new IOException($"A frame of {length} bytes came; the largest that is allowed has {_largest}.");
                }

                if (end - start - HeaderBytes < length)
                {
                    Grow(ref buffer, HeaderBytes + length);
                    break;
                }

                if (length > 0)
                {
                    listener.Notify(new InboundPayload(ByteString.CopyFrom(buffer, start + HeaderBytes, length)));
                }

                start += HeaderBytes + length;
            }

            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
            var read = _socket.Receive(buffer.AsSpan(end));
            if (read == 0)
            {
                return;
            }

            end += read;
        }
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        if (buffer.Length < length)
        {
            Array.Resize(ref buffer, length);
        }
    }
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>The other end of an <see cref="ArraySender"/>.</summary>
internal sealed class ArrayReceiver : IDisposable
{
    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };

    public ArrayReceiver(int port) => _socket.Connect(IPAddress.Loopback, port);

    /// <summary>Receives so many elements into a fresh array that nobody clears.</summary>
    public T[] Receive<T>(int length)
        where T : unmanaged
    {
        var array = GC.AllocateUninitializedArray<T>(length);
        var bytes = MemoryMarshal.AsBytes(array.AsSpan());
        Span<byte> wish = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(wish, bytes.Length);
        _socket.Send(wish);
        while (bytes.Length > 0)
        {
            bytes = bytes[_socket.Receive(bytes)..];
        }

        return array;
    }

    public void Dispose() => _socket.Dispose();
}

using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>The floor of a fetch: sends as many bytes as it is asked for over a bare TCP connection, out of an array that is there already.</summary>
internal sealed class ArraySender : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private byte[] _array = [];

    public ArraySender()
    {
        _listener.Start();
        new Thread(Accept) { IsBackground = true }.Start();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Dispose() => _listener.Stop();

    private void Accept()
    {
        try
        {
            while (true)
            {
                using var socket = _listener.AcceptSocket();
                Serve(socket);
            }
        }
        catch (SocketException)
        {
            // The end.
        }
    }

    private void Serve(Socket socket)
    {
        Span<byte> wish = stackalloc byte[sizeof(int)];
        while (socket.Receive(wish) == wish.Length)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(wish);
            if (_array.Length < length)
            {
                _array = new byte[length];
                _array.AsSpan().Fill(1);
            }

            for (var sent = 0; sent < length;)
            {
                sent += socket.Send(_array.AsSpan(sent, length - sent));
            }
        }
    }
}

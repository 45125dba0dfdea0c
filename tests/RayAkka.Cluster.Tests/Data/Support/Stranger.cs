using System.Net;
using System.Net.Sockets;
using RayAkka.Cluster.Data;

namespace RayAkka.Cluster.Tests.Data.Support;

/// <summary>A bare socket that speaks to an endpoint, or stands in for one.</summary>
internal sealed class Stranger : IDisposable
{
    private readonly Socket _socket;

    private Stranger(Socket socket)
    {
        _socket = socket;
        Stream = new NetworkStream(socket, ownsSocket: true) { ReadTimeout = (int)Limits.Patience.TotalMilliseconds };
    }

    public NetworkStream Stream { get; }

    public static Stranger Connect(IPEndPoint address)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(address);
        return new Stranger(socket);
    }

    /// <summary>Connects as a node that knows the secret.</summary>
    public static Stranger Introduce(NodeId self, TestNode to, ConnectionKind kind)
    {
        var stranger = Connect(to.Address);
        Handshake.Dial(stranger.Stream, self, to.Id, kind, TestNode.Secret);
        return stranger;
    }

    public static Stranger Accept(TcpListener listener) => new(listener.AcceptSocket());

    /// <summary>Lets a node in, as its peer would.</summary>
    public ConnectionKind LetIn(NodeId self)
    {
        var introduction = Handshake.Accept(Stream, self, TestNode.Secret);
        Stream.Write(introduction.Answer);
        return introduction.Kind;
    }

    /// <summary>Waits until the other side ends the connection.</summary>
    /// <returns>How many bytes came before.</returns>
    public int ReadToEnd()
    {
        var bytes = 0;
        try
        {
            while (Stream.ReadByte() >= 0)
            {
                bytes++;
            }
        }
        catch (IOException e) when (e.InnerException is SocketException { SocketErrorCode: SocketError.ConnectionReset })
        {
            // An end as good as any.
        }

        return bytes;
    }

    public void Dispose() => Stream.Dispose();
}

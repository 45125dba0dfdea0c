using System.Net;
using System.Net.Sockets;

namespace RayAkka.Cluster.Data;

/// <summary>Accepts data connections, and lets in whoever proves that it belongs to the cluster. Each stranger has a thread and a time limit.</summary>
internal sealed class DataListener : IDisposable
{
    /// <summary>How many strangers are listened to at once; the next one takes the place of the one that has taken longest.</summary>
    public const int MostStrangers = 32;

    private static readonly TimeSpan AfterError = TimeSpan.FromMilliseconds(100);

    private readonly DataContext _context;
    private readonly PeerTable _peers;
    private readonly AbortSet _strangers = new();
    private Socket? _socket;
    private volatile bool _disposed;

    public DataListener(DataContext context, PeerTable peers)
    {
        _context = context;
        _peers = peers;
    }

    public IPEndPoint Start()
    {
        var options = _context.Options;
        _socket = Sockets.Create(options.Address.AddressFamily);
        _socket.Bind(new IPEndPoint(options.Address, options.Port));
        _socket.Listen(128);
        var bound = (IPEndPoint)_socket.LocalEndPoint!;
        _context.Log.Listening(_context.Self, bound.ToString());
        _context.Threads.Start("ray-accept", Run);
        return bound;
    }

    public void DropStrangers(string reason) => _strangers.AbortAll(reason);

    public void Dispose()
    {
        _disposed = true;
        _socket?.Dispose();
        _strangers.Shut("this node leaves");
    }

    private void Run()
    {
        while (!_disposed)
        {
            Socket socket;
            try
            {
                socket = _socket!.Accept();
            }
            catch (Exception e) when (Sockets.IsFailure(e))
            {
                if (!_disposed)
                {
                    // Such as too many open files: it may get better.
                    _context.Log.AcceptFailed(e.Message);
                    _context.Clock.Wait(AfterError);
                }

                continue;
            }

            _context.Threads.Start("ray-data", () => Welcome(socket));
        }
    }

    private void Welcome(Socket socket)
    {
        var attempt = new Attempt(_context.Clock, _context.Options.HandshakeTimeout) { WhenEnded = _peers.Look };
        attempt.Use(socket);
        _strangers.Add(attempt, MostStrangers);
        var from = "an unknown address";
        try
        {
            from = Sockets.Describe(socket.RemoteEndPoint);
            var (peer, kind, channel) = Meet(socket, attempt);
            _strangers.Remove(attempt);
            peer.Work(kind, channel);
        }
        catch (Exception e) when (Sockets.IsFailure(e))
        {
            socket.Dispose();
            if (!_disposed)
            {
                _context.Log.Refused(from, attempt.Ended ?? e.Message);
            }
        }
        finally
        {
            attempt.Complete();
            _strangers.Remove(attempt);
        }
    }

    private (DataPeer Peer, ConnectionKind Kind, DataChannel Channel) Meet(Socket socket, Attempt attempt)
    {
        socket.NoDelay = true;
        Stream stream = new NetworkStream(socket, ownsSocket: true);
        stream = _context.Options.Tls?.Accept(stream) ?? stream;
        var introduction = Handshake.Accept(stream, _context.Self, _context.Secret);
        var peer = _peers.WaitFor(introduction.Dialer, attempt);
        Sockets.Configure(socket, introduction.Kind);
        var channel = new DataChannel(socket, stream);
        LetIn(peer, channel, introduction.Answer, attempt);
        return (peer, introduction.Kind, channel);
    }

    // As with the dialer: whoever ends all there is ends the attempt or the channel.
    private static void LetIn(DataPeer peer, DataChannel channel, byte[] answer, Attempt attempt)
    {
        peer.Adopt(channel);
        try
        {
            channel.Stream.Write(answer);
            if (!attempt.Complete())
            {
                throw new IOException(attempt.Ended);
            }
        }
        catch
        {
            peer.Disown(channel);
            throw;
        }
    }
}

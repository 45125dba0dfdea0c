using System.Net;
using System.Net.Sockets;

namespace RayAkka.Cluster.Data;

/// <summary>Connects to a peer and makes sure that it is the one.</summary>
internal sealed class Dialer(DataContext context, NodeId target, string host, int port, AbortSet open)
{
    public string Address => $"{host}:{port}";

    /// <summary>Connects; waits at most as long as a handshake may take. The one who gets the channel takes it out of the open ones in the end.</summary>
    /// <param name="kind">What the connection is for.</param>
    /// <param name="began">Told of the attempt, which can be ended.</param>
    /// <exception cref="HandshakeException">Somebody is there, but not the peer, or it does not let us in.</exception>
    /// <exception cref="IOException">Nobody could be reached.</exception>
    public DataChannel Dial(ConnectionKind kind, Action<Attempt>? began = null)
    {
        var attempt = new Attempt(context.Clock, context.Options.HandshakeTimeout);
        open.Add(attempt);
        began?.Invoke(attempt);
        Socket? socket = null;
        try
        {
            socket = Connect(attempt);
            Sockets.Configure(socket, kind);
            return Hand(new DataChannel(socket, Introduce(socket, kind)), attempt);
        }
        catch (Exception e) when (Sockets.IsFailure(e))
        {
            socket?.Dispose();
            throw Failure(e, attempt);
        }
        finally
        {
            // Ends the alarm also when nothing came of it.
            attempt.Complete();
            open.Remove(attempt);
        }
    }

    // The channel is among the open ones before the attempt is over: whoever ends all there is ends one or the other.
    private DataChannel Hand(DataChannel channel, Attempt attempt)
    {
        open.Add(channel);
        if (attempt.Complete())
        {
            return channel;
        }

        open.Remove(channel);
        throw new IOException(attempt.Ended);
    }

    private static IOException Failure(Exception e, Attempt attempt) => attempt.Ended is { } ended
        ? new IOException(ended, e)
        : e as IOException ?? new IOException(e.Message, e);

    private Socket Connect(Attempt attempt)
    {
        var addresses = IPAddress.TryParse(host, out var one) ? [one] : Dns.GetHostAddresses(host);
        Exception? last = null;
        foreach (var address in addresses)
        {
            var socket = Sockets.Create(address.AddressFamily);
            attempt.Use(socket);
            try
            {
                socket.Connect(address, port);
                return socket;
            }
            catch (Exception e) when (Sockets.IsFailure(e))
            {
                last = e;
                socket.Dispose();
            }
        }

        throw new IOException(last?.Message ?? $"the name {host} has no address", last);
    }

    private Stream Introduce(Socket socket, ConnectionKind kind)
    {
        try
        {
            Stream stream = new NetworkStream(socket, ownsSocket: true);
            stream = context.Options.Tls?.Connect(stream, host) ?? stream;
            Handshake.Dial(stream, context.Self, target, kind, context.Secret);
            return stream;
        }
        catch (Exception e) when (Sockets.IsFailure(e) && e is not HandshakeException)
        {
            throw new HandshakeException($"the other side is not that node (any more) or does not let this one in: {e.Message}", e);
        }
    }
}

using RayAkka.Engine;

namespace RayAkka.Cluster.Data;

/// <summary>
/// The one connection for envelopes with a peer.
/// </summary>
/// <remarks>
/// Invariants: (1) at most one connection is attached; a newer one ends the older, waits until its end has been told, and only then is told
/// itself: so OnConnected and OnDisconnected alternate, and envelopes come between them; (2) what was told has an end that is told, on the
/// same thread; (3) TrySend sees the connection from before OnConnected until before OnDisconnected.
/// </remarks>
internal sealed class EnvelopeLane(DataContext context, NodeId peer, AbortSet open)
{
    private readonly object _gate = new();
    private EnvelopeConnection? _attached;
    private volatile EnvelopeConnection? _current;

    public bool TrySend(Envelope envelope) => _current?.TrySend(envelope) ?? false;

    /// <summary>Works with a new connection, which is among the open ones, until it ends.</summary>
    public void Run(DataChannel channel)
    {
        EnvelopeConnection? connection = null;
        try
        {
            connection = new EnvelopeConnection(peer, channel, context);
            if (Attach(connection))
            {
                Tell(() => context.Events.OnConnected(peer));
                var reason = connection.Run();
                _current = null;
                Tell(() => context.Events.OnDisconnected(peer, reason));
            }
        }
        catch (Exception e) when (Sockets.IsFailure(e))
        {
            // It ended before it began.
            channel.Abort(e.Message);
        }
        finally
        {
            open.Remove(channel);
            Detach(connection);
        }
    }

    private bool Attach(EnvelopeConnection connection)
    {
        lock (_gate)
        {
            while (_attached is not null)
            {
                _attached.Abort("a newer connection took its place");
                Monitor.Wait(_gate);
            }

            if (connection.IsOver)
            {
                return false;
            }

            _attached = connection;
            _current = connection;
            return true;
        }
    }

    private void Detach(EnvelopeConnection? connection)
    {
        lock (_gate)
        {
            if (connection is not null && ReferenceEquals(_attached, connection))
            {
                _current = null;
                _attached = null;
            }

            Monitor.PulseAll(_gate);
        }
    }

    private void Tell(Action news)
    {
        try
        {
            news();
        }
        catch (Exception e)
        {
            context.Log.HandlerFailed(peer, e);
        }
    }
}

using RayAkka.Engine;

namespace RayAkka.Cluster.Membership;

/// <summary>
/// The way in from one peer. What arrives before the runtime knows the peer waits here, so that OnPeerUp comes first and nothing need be sent
/// again; after its end nothing is delivered.
/// </summary>
internal sealed class PeerState(Peer peer)
{
    private const int MostHeld = 4096;

    private readonly Lock _gate = new();
    private Queue<Envelope>? _held = new();
    private bool _over;

    public Peer Peer { get; } = peer;

    /// <summary>Whether the runtime knows the peer.</summary>
    public bool IsUp
    {
        get
        {
            lock (_gate)
            {
                return _held is null && !_over;
            }
        }
    }

    /// <summary>Whether the envelope may be delivered now; if not it is held, or dropped where too much is held or the peer is gone.</summary>
    public bool MayDeliver(Envelope envelope)
    {
        lock (_gate)
        {
            if (_over)
            {
                return false;
            }

            if (_held is null)
            {
                return true;
            }

            if (_held.Count < MostHeld)
            {
                _held.Enqueue(envelope);
            }

            return false;
        }
    }

    /// <summary>The next envelope that was held; null when there is none, and from then on none is held.</summary>
    public Envelope? NextHeld()
    {
        lock (_gate)
        {
            if (_held is not null && _held.TryDequeue(out var envelope))
            {
                return envelope;
            }

            _held = null;
            return null;
        }
    }

    public void End()
    {
        lock (_gate)
        {
            _over = true;
            _held = null;
        }
    }
}

using System.Collections.Concurrent;

namespace RayAkka.Cluster.Data;

/// <summary>Whom this node talks to, and whom it never talks to again.</summary>
internal sealed class PeerTable
{
    private readonly object _gate = new();
    private readonly ConcurrentDictionary<NodeId, DataPeer> _peers = new();
    private readonly HashSet<NodeId> _fenced = [];

    public IEnumerable<DataPeer> All => _peers.Values;

    public DataPeer? Find(NodeId id) => _peers.GetValueOrDefault(id);

    /// <returns>False if it is there already or was removed.</returns>
    public bool Add(DataPeer peer)
    {
        lock (_gate)
        {
            if (_fenced.Contains(peer.Id) || !_peers.TryAdd(peer.Id, peer))
            {
                return false;
            }

            Monitor.PulseAll(_gate);
            return true;
        }
    }

    /// <summary>Takes a peer out and refuses it from then on, also if it was never in.</summary>
    public DataPeer? Fence(NodeId id)
    {
        lock (_gate)
        {
            _fenced.Add(id);
            _peers.TryRemove(id, out var peer);
            Monitor.PulseAll(_gate);
            return peer;
        }
    }

    /// <summary>Looks anew at what waits.</summary>
    public void Look()
    {
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>
    /// Waits until this node knows of a dialer that has proved itself: it may have heard of this node before this node hears of it.
    /// </summary>
    /// <exception cref="HandshakeException">It was removed, or nobody has said in time that it is a peer.</exception>
    public DataPeer WaitFor(NodeId id, Attempt attempt)
    {
        lock (_gate)
        {
            while (true)
            {
                if (_fenced.Contains(id))
                {
                    throw new HandshakeException($"The node {id} was put out of the cluster.");
                }

                if (_peers.TryGetValue(id, out var peer))
                {
                    return peer.ClosedBecause is { } reason ? throw new HandshakeException(reason) : peer;
                }

                if (attempt.Ended is not null)
                {
                    throw new HandshakeException($"Nobody has said yet that the node {id} belongs to the cluster.");
                }

                Monitor.Wait(_gate);
            }
        }
    }
}

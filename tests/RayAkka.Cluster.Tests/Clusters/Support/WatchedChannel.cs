using System.Collections.Concurrent;
using RayAkka.Cluster.Remoting;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Clusters.Support;

/// <summary>A node's data connections, of which a test sees what they fetch, and which it can abort.</summary>
internal sealed class WatchedChannel(DataConnections inner) : IDataChannel
{
    private readonly ConcurrentQueue<(NodeId Holder, ulong Number)> _fetches = new();

    private readonly ConcurrentDictionary<NodeId, ConcurrentQueue<Envelope>> _cut = new();

    /// <summary>The objects that the node has asked others for, in order.</summary>
    public IReadOnlyCollection<(NodeId Holder, ulong Number)> Fetches => _fetches;

    public string Host => inner.Host;

    public int Port => inner.Port;

    /// <summary>From now on nothing goes to that node; what is sent to it waits, as it would in a network's and a system's buffers.</summary>
    public void Cut(NodeId peer) => _cut.TryAdd(peer, new ConcurrentQueue<Envelope>());

    /// <summary>Sends what waits.</summary>
    public void Heal(NodeId peer)
    {
        if (_cut.TryRemove(peer, out var waiting))
        {
            foreach (var envelope in waiting)
            {
                inner.TrySend(peer, envelope);
            }
        }
    }

    public void Drop() => inner.DropConnections();

    public void AddPeer(NodeId peer, string host, int port) => inner.AddPeer(peer, host, port);

    public void RemovePeer(NodeId peer) => inner.RemovePeer(peer);

    public bool IsConnected(NodeId peer) => inner.IsConnected(peer);

    public bool TrySend(NodeId peer, Envelope envelope)
    {
        if (!_cut.TryGetValue(peer, out var waiting))
        {
            return inner.TrySend(peer, envelope);
        }

        waiting.Enqueue(envelope);
        return true;
    }

    public Task FetchAsync(NodeId holder, ulong number, Func<byte[], long, Memory<byte>> allocate, CancellationToken cancellationToken)
    {
        _fetches.Enqueue((holder, number));
        return inner.FetchAsync(holder, number, allocate, cancellationToken);
    }

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

using RayAkka.Engine;

namespace RayAkka.Cluster.Remoting;

/// <summary>The data connections of this node, beside Akka.Remote: frames and the bytes of objects, between each pair of nodes.</summary>
internal interface IDataChannel : IAsyncDisposable
{
    /// <summary>Where other nodes connect to.</summary>
    string Host { get; }

    /// <summary>The port for them.</summary>
    int Port { get; }

    /// <summary>A node may connect, and is connected to where there is no connection yet.</summary>
    void AddPeer(NodeId peer, string host, int port);

    /// <summary>A node is gone: its connection ends and it may not come back.</summary>
    void RemovePeer(NodeId peer);

    /// <summary>Whether a connection to the peer stands.</summary>
    bool IsConnected(NodeId peer);

    /// <summary>Sends if a connection stands. It neither blocks nor delivers on the calling thread.</summary>
    bool TrySend(NodeId peer, Envelope envelope);

    /// <inheritdoc cref="IClusterEngine.FetchAsync"/>
    Task FetchAsync(NodeId holder, ulong number, Func<byte[], long, Memory<byte>> allocate, CancellationToken cancellationToken);
}

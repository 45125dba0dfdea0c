using System.Net;
using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Data;
using RayAkka.Engine;

namespace RayAkka.Cluster.Remoting;

/// <summary>The data connections of a node, as its engine sees them.</summary>
internal sealed class DataConnections : IDataChannel, IDataEvents
{
    private readonly DataEndpoint _endpoint;
    private readonly IDataChannelEvents _events;
    private readonly HashSet<NodeId> _connected = [];
    private readonly Lock _gate = new();
    private IPEndPoint? _bound;

    private DataConnections(DataOptions options, string? publicHost, IDataChannelEvents events, ILogger logger)
    {
        _events = events;
        _endpoint = new DataEndpoint(options, this, logger);
        Host = publicHost ?? options.Address.ToString();
    }

    public string Host { get; }

    public int Port => _bound!.Port;

    /// <summary>Opens a node's end.</summary>
    /// <param name="options">How.</param>
    /// <param name="publicHost">The name by which others reach it; null: the address that it listens on.</param>
    /// <param name="events">Told of what comes.</param>
    /// <param name="logger">The log.</param>
    public static async Task<IDataChannel> OpenAsync(DataOptions options, string? publicHost, IDataChannelEvents events, ILogger logger)
    {
        var connections = new DataConnections(options, publicHost, events, logger);
        connections._bound = await connections._endpoint.StartAsync().ConfigureAwait(false);
        return connections;
    }

    public void AddPeer(NodeId peer, string host, int port) => _endpoint.AddPeer(peer, host, port);

    public void RemovePeer(NodeId peer) => _endpoint.RemovePeer(peer);

    public bool IsConnected(NodeId peer)
    {
        lock (_gate)
        {
            return _connected.Contains(peer);
        }
    }

    public bool TrySend(NodeId peer, Envelope envelope) => _endpoint.TrySend(peer, envelope);

    public Task FetchAsync(NodeId holder, ulong number, Func<byte[], long, Memory<byte>> allocate, CancellationToken cancellationToken) =>
        _endpoint.FetchAsync(holder, number, allocate, cancellationToken);

    /// <summary>Aborts all connections; they are made again. For tests.</summary>
    public void DropConnections() => _endpoint.DropConnections();

    public ValueTask DisposeAsync()
    {
        _endpoint.Dispose();
        return ValueTask.CompletedTask;
    }

    void IDataEvents.OnConnected(NodeId peer)
    {
        lock (_gate)
        {
            _connected.Add(peer);
        }

        _events.OnConnected(peer);
    }

    void IDataEvents.OnDisconnected(NodeId peer, string reason)
    {
        lock (_gate)
        {
            _connected.Remove(peer);
        }

        _events.OnDisconnected(peer, reason);
    }

    void IDataEvents.OnEnvelope(NodeId from, Envelope envelope) => _events.OnEnvelope(from, envelope);

    bool IDataEvents.IsSuspected(NodeId peer) => _events.IsSuspected(peer);

    ObjectSource? IDataEvents.OpenObject(ulong number) => _events.OpenObject(number);
}

using System.Net;
using Microsoft.Extensions.Logging;
using RayAkka.Engine;

namespace RayAkka.Cluster.Data;

/// <summary>
/// A node's data connections: with each peer one for envelopes and, when needed, up to two in each direction for large objects, so that
/// small frames do not wait behind large values.
/// </summary>
/// <remarks>
/// Invariants: (1) nothing waits for a thread of the pool: every connection has a thread that reads, and one that sends once there is
/// more than the sender can send at once; (2) of two nodes the one with the lower id connects for envelopes, the one that reads connects for
/// large objects; (3) a node that was removed is never let in again, and is not connected to: an id belongs to one start of a process; (4) an
/// envelope is sent at most once, and TrySend neither waits nor delivers on the calling thread.
/// </remarks>
internal sealed class DataEndpoint : IDisposable
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(5);

    private readonly DataContext _context;
    private readonly PeerTable _peers = new();
    private readonly DataListener _listener;
    private int _disposed;

    public DataEndpoint(DataOptions options, IDataEvents events, ILogger logger)
    {
        var log = new DataLog(logger);
        var threads = new DataThreads(log);
        _context = new DataContext(options, events, log, threads, new DataClock(options.Time, threads));
        _listener = new DataListener(_context, _peers);
    }

    /// <summary>How many threads work for the endpoint.</summary>
    public int Threads => _context.Threads.Count;

    /// <summary>Begins to accept connections.</summary>
    /// <returns>Where: what peers are to be told.</returns>
    public Task<IPEndPoint> StartAsync() => Task.FromResult(_listener.Start());

    /// <summary>Says where a peer is. From now on there is a connection to it, as often as it can be made.</summary>
    /// <returns>False if it was removed, or is a peer already.</returns>
    public bool AddPeer(NodeId id, string host, int port)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _disposed) != 0, this);
        var peer = new DataPeer(_context, id, host, port);
        if (!_peers.Add(peer))
        {
            return false;
        }

        peer.Start();
        return true;
    }

    /// <summary>Ends the connections to a peer and refuses it from then on. It does not wait for what runs in a handler.</summary>
    public void RemovePeer(NodeId id) => _peers.Fence(id)?.Remove($"the node {id} was removed from the cluster");

    /// <summary>Sends an envelope, whose message is a frame (an array of bytes) or null. It neither waits nor delivers on this thread.</summary>
    /// <returns>False if there is no connection: the envelope must go another way.</returns>
    /// <exception cref="ArgumentException">The frame is larger than a peer accepts.</exception>
    public bool TrySend(NodeId peer, Envelope envelope)
    {
        if (envelope.Message is byte[] { Length: var length } && length > _context.Options.MaxFrame)
        {
            throw new ArgumentException($"A frame of {length} bytes is larger than the {_context.Options.MaxFrame} that are allowed; send it in parts.", nameof(envelope));
        }

        return _peers.Find(peer)?.TrySend(envelope) ?? false;
    }

    /// <summary>Fetches an object's bytes from the node that holds them, over a connection for large objects.</summary>
    /// <param name="holder">The node.</param>
    /// <param name="number">The object's number there.</param>
    /// <param name="allocate">Makes memory for exactly the bytes, of the object's header and their number. Called at most once.</param>
    /// <param name="cancellationToken">Ends the fetch; the memory is not written to any more when the task is over.</param>
    /// <exception cref="ObjectLostException">The node has no such object, or is not a peer (any more).</exception>
    /// <exception cref="IOException">The node could not be reached, or the connection was lost too often.</exception>
    public Task FetchAsync(NodeId holder, ulong number, Func<byte[], long, Memory<byte>> allocate, CancellationToken cancellationToken) =>
        _peers.Find(holder)?.FetchAsync(number, allocate, cancellationToken)
        ?? Task.FromException(new ObjectLostException($"The object {number} cannot be fetched from node {holder}: the node is not known here (any more)."));

    /// <summary>Ends all connections as a failure of the network would; they are made again. For tests.</summary>
    public void DropConnections()
    {
        _listener.DropStrangers("the connections were dropped by a test");
        foreach (var peer in _peers.All)
        {
            peer.Drop("the connections were dropped by a test");
        }
    }

    /// <summary>Allows no connections with a peer until <see cref="Unblock"/>. For tests.</summary>
    public void Block(NodeId peer) => _peers.Find(peer)?.Block();

    /// <summary>Allows connections with a peer again. For tests.</summary>
    public void Unblock(NodeId peer) => _peers.Find(peer)?.Unblock();

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _listener.Dispose();
        foreach (var peer in _peers.All)
        {
            _peers.Fence(peer.Id)?.Remove("this node leaves");
        }

        _context.Clock.Dispose();
        if (!_context.Threads.Join(LongestEnd))
        {
            _context.Log.ThreadsLeft(LongestEnd);
        }
    }
}

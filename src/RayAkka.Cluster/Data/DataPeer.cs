using RayAkka.Engine;

namespace RayAkka.Cluster.Data;

/// <summary>Another node: the connection for envelopes, those for large objects, and whether there may be any.</summary>
internal sealed class DataPeer
{
    private readonly DataContext _context;
    private readonly AbortSet _open = new();
    private readonly EnvelopeLane _envelopes;
    private readonly FetchPool _fetches;
    private readonly DialLoop? _dialing;

    public DataPeer(DataContext context, NodeId id, string host, int port)
    {
        _context = context;
        Id = id;
        _envelopes = new EnvelopeLane(context, id, _open);
        var dialer = new Dialer(context, id, host, port, _open);
        _fetches = new FetchPool(context, id, dialer, _open);
        _dialing = Handshake.Dials(context.Self, id) ? new DialLoop(context, id, dialer, _open, _envelopes) : null;
    }

    public NodeId Id { get; }

    /// <summary>Why there may be no connection; null if there may.</summary>
    public string? ClosedBecause => _open.ShutBecause;

    public void Start() => _dialing?.Start();

    public bool TrySend(Envelope envelope) => _envelopes.TrySend(envelope);

    public Task FetchAsync(ulong number, Func<byte[], long, Memory<byte>> allocate, CancellationToken cancellationToken) =>
        _fetches.FetchAsync(number, allocate, cancellationToken);

    /// <summary>Puts a connection that the peer has made among the open ones, which can be ended together.</summary>
    public void Adopt(DataChannel channel) => _open.Add(channel);

    /// <summary>Forgets a connection that came to nothing.</summary>
    public void Disown(DataChannel channel) => _open.Remove(channel);

    /// <summary>Works with an adopted connection, on this thread, until it ends.</summary>
    public void Work(ConnectionKind kind, DataChannel channel)
    {
        if (kind == ConnectionKind.Envelopes)
        {
            _envelopes.Run(channel);
            return;
        }

        BulkServer.Serve(_context, Id, channel);
        _open.Remove(channel);
    }

    /// <summary>Ends everything for good.</summary>
    public void Remove(string reason)
    {
        _open.Shut(reason);
        _fetches.Shut(reason);
        _dialing?.Stop();
    }

    public void Drop(string reason) => _open.AbortAll(reason);

    public void Block()
    {
        _open.Shut("it is blocked by a test");
        _dialing?.Hold();
    }

    public void Unblock()
    {
        _open.Reopen();
        _dialing?.Resume();
    }
}

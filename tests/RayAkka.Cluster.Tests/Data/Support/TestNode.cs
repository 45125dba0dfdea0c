using System.Net;
using RayAkka.Cluster.Data;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Data.Support;

/// <summary>An endpoint with everything that it tells.</summary>
internal sealed class TestNode : IDisposable
{
    private TestNode(DataOptions options)
    {
        Id = options.Self;
        Endpoint = new DataEndpoint(options, Events, Log);
    }

    public static byte[] Secret { get; } = "what all nodes know"u8.ToArray();

    public NodeId Id { get; }

    public Recorder Events { get; } = new();

    public LogLines Log { get; } = new();

    public DataEndpoint Endpoint { get; }

    public IPEndPoint Address { get; private set; } = new(0, 0);

    public static async Task<TestNode> StartAsync(ulong number, Func<DataOptions, DataOptions>? change = null)
    {
        var options = new DataOptions { Self = new NodeId(1, number), Secret = Secret };
        var node = new TestNode(change?.Invoke(options) ?? options);
        node.Address = await node.Endpoint.StartAsync();
        return node;
    }

    /// <summary>Two nodes that are connected; the first one is the one that dials.</summary>
    public static async Task<(TestNode Dialer, TestNode Acceptor)> PairAsync(Func<DataOptions, DataOptions>? change = null)
    {
        var dialer = await StartAsync(1, change);
        var acceptor = await StartAsync(2, change);
        acceptor.Add(dialer);
        dialer.Add(acceptor);
        await dialer.Events.StateAsync("up");
        await acceptor.Events.StateAsync("up");
        return (dialer, acceptor);
    }

    public bool Add(TestNode other) => Endpoint.AddPeer(other.Id, "127.0.0.1", other.Address.Port);

    public bool TrySend(TestNode to, long number, byte[]? message) => Endpoint.TrySend(to.Id, new Envelope(number, 0, message));

    /// <summary>Fetches an object as an array.</summary>
    public async Task<byte[]> FetchAsync(NodeId holder, ulong number, CancellationToken cancellationToken = default)
    {
        byte[] bytes = [];
        await Endpoint.FetchAsync(holder, number, (_, length) => bytes = new byte[length], cancellationToken).Soon();
        return bytes;
    }

    public void Dispose() => Endpoint.Dispose();
}

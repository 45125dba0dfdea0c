using System.Net;
using System.Net.Sockets;
using RayAkka.Cluster.Data;

namespace RayAkka.Cluster.Tests.Data.Support;

/// <summary>A node that holds objects, played by the test.</summary>
internal sealed class FakeHolder : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    // The lower id: the reader waits for it to dial for envelopes, so that only bulk connections come.
    public NodeId Id { get; } = new(1, 1);

    public required TestNode Reader { get; init; }

    public static async Task<FakeHolder> StartAsync(Func<DataOptions, DataOptions>? change = null)
    {
        var holder = new FakeHolder { Reader = await TestNode.StartAsync(2, change) };
        holder._listener.Start();
        holder.Reader.Endpoint.AddPeer(holder.Id, "127.0.0.1", ((IPEndPoint)holder._listener.LocalEndpoint).Port);
        return holder;
    }

    public FakeConnection Accept()
    {
        var stranger = Stranger.Accept(_listener);
        Assert.Equal(ConnectionKind.Bulk, stranger.LetIn(Id));
        return new FakeConnection(stranger);
    }

    public void Dispose()
    {
        Reader.Dispose();
        _listener.Dispose();
    }
}

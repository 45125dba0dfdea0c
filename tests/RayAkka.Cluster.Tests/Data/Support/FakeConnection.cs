using System.Net.Sockets;
using RayAkka.Cluster.Data;

namespace RayAkka.Cluster.Tests.Data.Support;

/// <summary>A connection for large objects whose holder the test plays.</summary>
internal sealed class FakeConnection(Stranger stranger) : IDisposable
{
    public NetworkStream Stream => stranger.Stream;

    public (ulong Number, long Offset) ReadRequest()
    {
        var request = new byte[BulkFormat.RequestSize];
        Stream.ReadExactly(request);
        return BulkFormat.ReadRequest(request);
    }

    public void Answer(long length)
    {
        var reply = new byte[BulkFormat.ReplySize];
        BulkFormat.WriteReply(reply, found: true, 2, length);
        Stream.Write([.. reply, 1, 2]);
    }

    public void Dispose() => stranger.Dispose();
}

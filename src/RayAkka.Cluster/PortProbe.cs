using System.Net.Sockets;
using Akka.Actor;

namespace RayAkka.Cluster;

/// <summary>Finds out whether a process still listens where it did: its end closes its ports at once, long before a failure detector is sure.</summary>
internal static class PortProbe
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(1);

    /// <summary>Whether something takes a connection there within a second.</summary>
    public static async Task<bool> AnswersAsync(Address address, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(s_limit, time);
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(address.Host, address.Port!.Value, limit.Token).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}

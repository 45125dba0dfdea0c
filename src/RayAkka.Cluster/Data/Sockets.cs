using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;

namespace RayAkka.Cluster.Data;

/// <summary>What data connections ask of sockets.</summary>
internal static class Sockets
{
    /// <summary>
    /// What the system may hold of a bulk connection, a direction: enough to keep both sides busy, little enough that small frames of other
    /// connections do not wait long behind it.
    /// </summary>
    public const int BulkBuffer = 1024 * 1024;

    private const int TcpProtocol = 6;
    private const int LinuxTcpUserTimeout = 18;
    private static readonly TimeSpan Unanswered = TimeSpan.FromSeconds(15);

    public static Socket Create(AddressFamily family) => new(family, SocketType.Stream, ProtocolType.Tcp);

    /// <summary>Makes a connected socket fit for its kind.</summary>
    public static void Configure(Socket socket, ConnectionKind kind)
    {
        socket.NoDelay = true;
        if (kind == ConnectionKind.Bulk)
        {
            socket.SendBufferSize = BulkBuffer;
        }

        if (OperatingSystem.IsLinux())
        {
            // What the other side does not confirm for so long is not delivered: its machine or the way to it is gone.
            Span<byte> milliseconds = stackalloc byte[sizeof(int)];
            BitConverter.TryWriteBytes(milliseconds, (int)Unanswered.TotalMilliseconds);
            socket.SetRawSocketOption(TcpProtocol, LinuxTcpUserTimeout, milliseconds);
        }
    }

    /// <summary>Ends a socket at once, and with it what other threads do with it.</summary>
    public static void Close(Socket socket)
    {
        try
        {
            if (socket.Connected)
            {
                socket.Shutdown(SocketShutdown.Both);
            }
        }
        catch (Exception e) when (IsFailure(e))
        {
            // It was not connected any more, which is what was wanted.
        }

        socket.Dispose();
    }

    /// <summary>Whether an exception is one by which a connection ends, rather than a defect.</summary>
    public static bool IsFailure(Exception exception) => exception
        is IOException or SocketException or ObjectDisposedException or AuthenticationException or CryptographicException
        or InvalidOperationException or NotSupportedException;

    /// <summary>Where a socket's other end is, for logs.</summary>
    public static string Describe(EndPoint? endPoint) => endPoint?.ToString() ?? "an unknown address";
}

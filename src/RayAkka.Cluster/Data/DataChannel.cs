using System.Net.Security;
using System.Net.Sockets;

namespace RayAkka.Cluster.Data;

/// <summary>A connected socket and the stream over it, which encrypts if the cluster does.</summary>
internal sealed class DataChannel : IAbortable
{
    private string? _reason;

    public DataChannel(Socket socket, Stream stream)
    {
        Socket = socket;
        Stream = stream;
    }

    public Socket Socket { get; }

    public Stream Stream { get; }

    public bool IsEncrypted => Stream is SslStream;

    /// <summary>Why it was ended by this side; null if it was not.</summary>
    public string? Reason => Volatile.Read(ref _reason);

    public void Abort(string reason)
    {
        if (Interlocked.CompareExchange(ref _reason, reason, null) is null)
        {
            Sockets.Close(Socket);
        }
    }
}

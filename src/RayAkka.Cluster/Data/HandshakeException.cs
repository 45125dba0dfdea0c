namespace RayAkka.Cluster.Data;

/// <summary>The other side of a new connection is not whom it should be, or does not speak as it should. The message is one sentence.</summary>
internal sealed class HandshakeException : IOException
{
    public HandshakeException()
    {
    }

    public HandshakeException(string message)
        : base(message)
    {
    }

    public HandshakeException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

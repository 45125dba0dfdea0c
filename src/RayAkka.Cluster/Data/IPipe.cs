namespace RayAkka.Cluster.Data;

/// <summary>How bytes of envelopes go through a connection. One thread at a time receives, one at a time sends.</summary>
internal interface IPipe
{
    /// <summary>Whether <see cref="Send"/> never waits.</summary>
    bool SendsAtOnce { get; }

    /// <summary>Sends what the connection takes.</summary>
    /// <returns>How many bytes it took.</returns>
    /// <exception cref="IOException">The connection is gone.</exception>
    int Send(ReadOnlySpan<byte> bytes);

    /// <summary>Waits until the connection takes more, or is gone.</summary>
    void WaitToSend();

    /// <summary>Waits for bytes.</summary>
    /// <returns>How many came; 0 if the other side has ended the connection.</returns>
    /// <exception cref="IOException">The connection is gone.</exception>
    int Receive(Span<byte> bytes);
}

namespace RayAkka.Cluster.Data;

/// <summary>A connection with encryption: a piece that has been encrypted must be sent whole, so that sending may wait.</summary>
internal sealed class EncryptedPipe(Stream stream) : IPipe
{
    public bool SendsAtOnce => false;

    public int Send(ReadOnlySpan<byte> bytes)
    {
        stream.Write(bytes);
        return bytes.Length;
    }

    public void WaitToSend()
    {
    }

    public int Receive(Span<byte> bytes) => stream.Read(bytes);
}

using System.Buffers.Binary;

namespace RayAkka.Cluster.Data;

/// <summary>
/// What is said on a connection for large objects, again and again.
/// <code>
/// reader → holder   number of the object (8 bytes), offset from which it wants bytes (8)
/// holder → reader   found or not (1), length of the header (4), length of the object (8), header, bytes from the offset to the end
/// </code>
/// All numbers are little-endian.
/// </summary>
internal static class BulkFormat
{
    public const int RequestSize = 16;

    public const int ReplySize = 13;

    public const int MaxHeader = 1024 * 1024;

    /// <summary>
    /// How much is sent or taken by one call of the system. Between two of them another thread may have the core: with few cores a small call would
    /// otherwise wait for the end of a time slice.
    /// </summary>
    public const int ChunkSize = 64 * 1024;

    private const byte Missing = 0;
    private const byte Found = 1;

    public static void WriteRequest(Span<byte> request, ulong number, long offset)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(request, number);
        BinaryPrimitives.WriteInt64LittleEndian(request[8..], offset);
    }

    public static (ulong Number, long Offset) ReadRequest(ReadOnlySpan<byte> request) =>
        (BinaryPrimitives.ReadUInt64LittleEndian(request), BinaryPrimitives.ReadInt64LittleEndian(request[8..]));

    public static void WriteReply(Span<byte> reply, bool found, int header, long length)
    {
        reply[0] = found ? Found : Missing;
        BinaryPrimitives.WriteInt32LittleEndian(reply[1..], header);
        BinaryPrimitives.WriteInt64LittleEndian(reply[5..], length);
    }

    /// <exception cref="IOException">No sound holder says such a thing.</exception>
    public static (bool Found, int Header, long Length) ReadReply(ReadOnlySpan<byte> reply)
    {
        var header = BinaryPrimitives.ReadInt32LittleEndian(reply[1..]);
        var length = BinaryPrimitives.ReadInt64LittleEndian(reply[5..]);
        return reply[0] <= Found && header is >= 0 and <= MaxHeader && length >= 0
            ? (reply[0] == Found, header, length)
            : throw new IOException("The answer of the node that holds the object makes no sense.");
    }
}

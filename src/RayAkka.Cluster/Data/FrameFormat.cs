using System.Buffers.Binary;
using RayAkka.Engine;

namespace RayAkka.Cluster.Data;

/// <summary>
/// A frame on the socket: the length of the message (4 bytes), the envelope's number (8), what it acknowledges (8), the message. All numbers
/// are little-endian. <see cref="NoMessage"/> as length stands for an envelope without a message, which is not the same as an empty one.
/// </summary>
internal static class FrameFormat
{
    public const int HeaderSize = 20;

    public const uint NoMessage = uint.MaxValue;

    /// <summary>The size of the buffers for reading and writing: many small frames fit, and it stays out of the large object heap.</summary>
    public const int BufferSize = 64 * 1024;

    public static long Size(Envelope envelope) => HeaderSize + ((envelope.Message as byte[])?.LongLength ?? 0);

    public static void WriteHeader(Span<byte> at, Envelope envelope)
    {
        var message = (byte[]?)envelope.Message;
        BinaryPrimitives.WriteUInt32LittleEndian(at, message is null ? NoMessage : (uint)message.Length);
        BinaryPrimitives.WriteInt64LittleEndian(at[4..], envelope.Number);
        BinaryPrimitives.WriteInt64LittleEndian(at[12..], envelope.Acknowledged);
    }

    public static uint Length(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadUInt32LittleEndian(header);

    public static long Number(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt64LittleEndian(header[4..]);

    public static long Acknowledged(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt64LittleEndian(header[12..]);
}

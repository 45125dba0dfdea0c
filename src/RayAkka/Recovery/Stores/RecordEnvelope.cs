using System.Buffers.Binary;

namespace RayAkka.Recovery.Stores;

/// <summary>
/// What stands around everything that a store keeps: 1 byte format version, 4 bytes length, 4 bytes CRC-32C, little endian, then the contents. The
/// checksum is also over where it belongs (kind, actor, position), so that something whole in the wrong place is found out, too.
/// </summary>
/// <remarks>
/// Torn means shorter than the length says: an interrupted write. That is harmless at the end of a log, where it was never acknowledged, and
/// is cut off there. Everything else that is not as it was written is corrupt, wherever it stands, and is refused.
/// </remarks>
internal static class RecordEnvelope
{
    /// <summary>The format that is written, and the only one that is read.</summary>
    public const byte Version = 2;

    public const int HeaderSize = 1 + sizeof(uint) + sizeof(uint);

    /// <summary>The largest contents: what the databases take in one value, less some room.</summary>
    public const int MaxContents = 1_000_000_000 - 1024;

    /// <exception cref="JournalException">It is too large.</exception>
    public static byte[] Seal(EnvelopeKind kind, ActorId actor, long position, ReadOnlySpan<byte> contents)
    {
        if (contents.Length > MaxContents)
        {
            throw new JournalException($"{Place(kind, actor, position)} has {contents.Length:N0} bytes; at most {MaxContents:N0} can be stored, so keep large values outside of the actor's state and calls.");
        }

        var bytes = new byte[HeaderSize + contents.Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(1), contents.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(1 + sizeof(uint)), Checksum(kind, actor, position, contents));
        contents.CopyTo(bytes.AsSpan(HeaderSize));
        return bytes;
    }

    /// <summary>The contents.</summary>
    /// <exception cref="JournalCorruptException">They are not what was written.</exception>
    public static ReadOnlyMemory<byte> Open(EnvelopeKind kind, ActorId actor, long position, ReadOnlyMemory<byte> bytes)
    {
        var problem = Inspect(kind, actor, position, bytes.Span) switch
        {
            EnvelopeState.Whole => null,
            EnvelopeState.Torn => "is incomplete",
            EnvelopeState.Unknown => $"has the format version {bytes.Span[0]}, and this version of RayAkka reads version {Version}",
            _ => "is damaged: its checksum is wrong",
        };
        return problem is null
            ? bytes[HeaderSize..]
            : throw new JournalCorruptException($"{Place(kind, actor, position)} {problem}; the actor is not rebuilt from it.") { ActorId = actor, Position = position };
    }

    public static EnvelopeState Inspect(EnvelopeKind kind, ActorId actor, long position, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 0)
        {
            return EnvelopeState.Torn;
        }

        if (bytes[0] != Version)
        {
            return EnvelopeState.Unknown;
        }

        if (bytes.Length < HeaderSize)
        {
            return EnvelopeState.Torn;
        }

        var length = BinaryPrimitives.ReadUInt32LittleEndian(bytes[1..]);
        var contents = bytes[HeaderSize..];
        if (length > MaxContents || contents.Length > length)
        {
            return EnvelopeState.Corrupt;
        }

        if (contents.Length < length)
        {
            return EnvelopeState.Torn;
        }

        var checksum = BinaryPrimitives.ReadUInt32LittleEndian(bytes[(1 + sizeof(uint))..]);
        return checksum == Checksum(kind, actor, position, contents) ? EnvelopeState.Whole : EnvelopeState.Corrupt;
    }

    private static uint Checksum(EnvelopeKind kind, ActorId actor, long position, ReadOnlySpan<byte> contents)
    {
        var crc = new Crc32C();
        crc.Add(Version);
        crc.Add((byte)kind);
        crc.Add(actor.High);
        crc.Add(actor.Low);
        crc.Add((ulong)position);
        crc.Add((ulong)contents.Length);
        crc.Add(contents);
        return crc.Value;
    }

    private static string Place(EnvelopeKind kind, ActorId actor, long position) => kind switch
    {
        EnvelopeKind.Record => $"The record at position {position} in the journal of the actor {actor}",
        EnvelopeKind.Checkpoint => $"The checkpoint at position {position} in the journal of the actor {actor}",
        _ => $"The entry of the actor {actor} in the directory of detached actors",
    };
}

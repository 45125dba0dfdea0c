using System.Buffers.Binary;

namespace RayAkka.Recovery.Stores;

/// <summary>An actor's id as a value of a table: 16 bytes, big endian.</summary>
internal static class ActorKeys
{
    public static byte[] ToKey(this ActorId actor)
    {
        var key = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(key, actor.High);
        BinaryPrimitives.WriteUInt64BigEndian(key.AsSpan(8), actor.Low);
        return key;
    }

    public static ActorId ToActor(byte[] key) => new(BinaryPrimitives.ReadUInt64BigEndian(key), BinaryPrimitives.ReadUInt64BigEndian(key.AsSpan(8)));
}

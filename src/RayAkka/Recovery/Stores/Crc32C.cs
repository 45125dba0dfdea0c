using System.Buffers.Binary;
using System.Numerics;

namespace RayAkka.Recovery.Stores;

/// <summary>The checksum of what is stored (CRC-32C, Castagnoli), in the steps in which processors compute it.</summary>
internal struct Crc32C()
{
    private uint _crc = ~0u;

    public readonly uint Value => ~_crc;

    public void Add(byte value) => _crc = BitOperations.Crc32C(_crc, value);

    public void Add(ulong value) => _crc = BitOperations.Crc32C(_crc, value);

    public void Add(ReadOnlySpan<byte> bytes)
    {
        var crc = _crc;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (var value in bytes)
            crc = BitOperations.Crc32C(crc, value);

        _crc = crc;
    }
}

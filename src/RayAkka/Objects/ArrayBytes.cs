using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using RayAkka.Wire;

namespace RayAkka.Objects;

/// <summary>The bytes of an array of plain numbers, as the memory that sockets read from and write to.</summary>
internal sealed class ArrayBytes(Array array) : MemoryManager<byte>
{
    // The place of an element's kind in the list is part of the wire contract.
    private static readonly (Type Type, int Size, Func<int, Array> Make)[] s_elements =
    [
        Of<byte>(), Of<sbyte>(), Of<short>(), Of<ushort>(), Of<int>(), Of<uint>(), Of<long>(), Of<ulong>(), Of<float>(), Of<double>(), Of<char>(),
        Of<bool>(), Of<nint>(), Of<nuint>(),
    ];

    public Array Array => array;

    /// <summary>Whether an array is one of plain numbers, whose bytes can travel as they are.</summary>
    public static bool IsPlain(object? value) =>
        value is Array { Rank: 1 } array && KindOf(array) >= 0 && array.GetType().IsSZArray;

    /// <summary>What a reader must know to make room.</summary>
    public static byte[] HeaderOf(Array array) => [(byte)KindOf(array)];

    public static ArrayBytes Allocate(byte[] header, long length)
    {
        if (header.Length != 1 || header[0] >= s_elements.Length)
        {
            throw new WireFormatException("The object is of a kind that is not known here.");
        }

        var (type, size, make) = s_elements[header[0]];
        return length >= 0 && length % size == 0 && length / size <= System.Array.MaxLength
            ? new ArrayBytes(make((int)(length / size)))
            : throw new WireFormatException($"An object of {length} bytes does not fit an array of {type.Name}.");
    }

    public override Span<byte> GetSpan() => MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), Buffer.ByteLength(array));

    public override unsafe MemoryHandle Pin(int elementIndex = 0)
    {
        var handle = GCHandle.Alloc(array, GCHandleType.Pinned);
        return new MemoryHandle((byte*)handle.AddrOfPinnedObject() + elementIndex, handle, this);
    }

    public override void Unpin()
    {
        // The handle that Pin gave out ends the pinning.
    }

    protected override void Dispose(bool disposing)
    {
        // The array is the garbage collector's.
    }

    private static int KindOf(Array array) => System.Array.FindIndex(s_elements, element => element.Type == array.GetType().GetElementType());

    // Not cleared: all of it is about to be received.
    private static (Type Type, int Size, Func<int, Array> Make) Of<T>()
        where T : unmanaged => (typeof(T), Unsafe.SizeOf<T>(), static length => GC.AllocateUninitializedArray<T>(length));
}

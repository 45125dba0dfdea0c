using System.Buffers.Binary;
using System.IO.Compression;

namespace RayAkka.Examples.Neural;

/// <summary>
/// Reads MNIST's IDX format, plain or gzipped: two zero bytes, the element type (8 = unsigned byte), the number of dimensions, each
/// dimension as a big-endian 32-bit number, then the elements.
/// </summary>
internal static class IdxFile
{
    private const byte UnsignedByte = 8;

    /// <summary>The elements of <c>directory/name.gz</c>, or of <c>directory/name</c> where only that is there.</summary>
    public static byte[] Read(string directory, string name, params ReadOnlySpan<int> itemShape)
    {
        var path = Path.Combine(directory, name);
        var zipped = path + ".gz";
        if (!File.Exists(zipped) && !File.Exists(path))
        {
            throw new FileNotFoundException($"Neither {zipped} nor {path} is there; give --data a folder with the four MNIST files.", zipped);
        }

        using Stream file = File.Exists(zipped)
            ? new GZipStream(File.OpenRead(zipped), CompressionMode.Decompress)
            : File.OpenRead(path);

        Span<byte> header = stackalloc byte[4];
        file.ReadExactly(header);
        if (header[0] != 0 || header[1] != 0 || header[2] != UnsignedByte || header[3] != itemShape.Length + 1)
        {
            throw new InvalidDataException($"{path} is no IDX file of bytes with {itemShape.Length + 1} dimensions; give --data a folder with the four MNIST files.");
        }

        var length = ReadDimension(file);
        foreach (var expected in itemShape)
        {
            var found = ReadDimension(file);
            if (found != expected)
            {
                throw new InvalidDataException($"{path} has a dimension of {found} where MNIST has {expected}; give --data a folder with the four MNIST files.");
            }

            length = checked(length * found);
        }

        var elements = new byte[length];
        file.ReadExactly(elements);
        return elements;
    }

    private static int ReadDimension(Stream file)
    {
        Span<byte> bytes = stackalloc byte[4];
        file.ReadExactly(bytes);
        return BinaryPrimitives.ReadInt32BigEndian(bytes);
    }
}

using System.Runtime.InteropServices;

namespace RayAkka.Objects.Store;

/// <summary>
/// The files of one process's spilled objects, in a folder of its own below <c>StoragePath/spill</c>.
/// </summary>
/// <remarks>
/// Beside the folder stands a file that the process holds locked for as long as it lives: of a folder whose lock can be had the process is dead,
/// and whoever starts next removes it. Others cannot look into the folder, since objects may hold secrets.
/// </remarks>
internal sealed class SpillFolder(string storagePath, ulong scope) : IDisposable
{
    private const string LockSuffix = ".lock";

    // Whoever fills a disk to the last byte takes it from the logs and from the operating system.
    private const long Reserve = 16L * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly string _root = Path.Combine(storagePath, "spill");
    private FileStream? _lock;
    private long _files;

    private string Own => Path.Combine(_root, $"{scope:x16}");

    /// <summary>What the disk has left, in bytes.</summary>
    public Func<string, long> FreeBytes { get; init; } = FreeBytesOf;

    /// <summary>The folder below the system's for temporary files.</summary>
    public static string DefaultStoragePath => Path.Combine(Path.GetTempPath(), $"rayakka-{Environment.UserName}");

    public static long FreeBytesOf(string path) => new DriveInfo(path).AvailableFreeSpace;

    /// <summary>Removes what dead processes have left.</summary>
    public void RemoveLeftovers()
    {
        foreach (var file in Locks())
        {
            try
            {
                using var owned = TakeLock(file, FileMode.Open);
                DeleteFolder(file[..^LockSuffix.Length]);
                File.Delete(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Its process lives, or another one is removing it.
            }
        }
    }

    /// <summary>Writes an object.</summary>
    /// <exception cref="ArgumentException">It has no form on disk.</exception>
    /// <exception cref="OutOfDiskException">The disk is full.</exception>
    /// <exception cref="IOException">It could not be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public SpillFile Write(object value)
    {
        switch (value)
        {
            case string text:
                return Write(SpillForm.Text, [], [], MemoryMarshal.AsBytes(text.AsSpan()), []);

            case Array array when ArrayBytes.IsPlain(array):
                return Write(SpillForm.Array, ArrayBytes.HeaderOf(array), [], new ArrayBytes(array).GetSpan(), []);

            default:
                var (types, objects, kept) = SpillWire.Encode(value);
                return Write(SpillForm.Graph, [], types.Written, objects.Written, kept);
        }
    }

    /// <summary>Reads an object back.</summary>
    public static object Read(SpillFile file)
    {
        switch (file.Form)
        {
            case SpillForm.Text:
                return string.Create((int)(file.Length / sizeof(char)), file, static (text, from) => Read(from, MemoryMarshal.AsBytes(text)));

            case SpillForm.Array:
                var bytes = ArrayBytes.Allocate(file.Header, file.Length);
                Read(file, bytes.GetSpan());
                return bytes.Array;

            default:
                var graph = new byte[file.Length];
                Read(file, graph);
                return SpillWire.Decode(graph, file.Kept);
        }
    }

    public static void Delete(SpillFile file)
    {
        try
        {
            File.Delete(file.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder goes with the process, or with the next one that starts.
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_lock is { } owned)
            {
                DeleteFolder(Own);
                owned.Dispose();
                File.Delete(Own + LockSuffix);
                _lock = null;
            }
        }
    }

    private string[] Locks()
    {
        try
        {
            return Directory.Exists(_root) ? Directory.GetFiles(_root, "*" + LockSuffix) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It will be said when something is to be written there.
            return [];
        }
    }

    private static FileStream TakeLock(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None);

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }

    private static void Read(SpillFile file, Span<byte> bytes)
    {
        using var handle = File.OpenHandle(file.Path, options: FileOptions.SequentialScan);
        long offset = 0;
        while (!bytes.IsEmpty)
        {
            var count = RandomAccess.Read(handle, bytes, offset);
            if (count == 0)
            {
                throw new EndOfStreamException($"The file {file.Path} is shorter than the object in it.");
            }

            bytes = bytes[count..];
            offset += count;
        }
    }

    private static bool IsDiskFull(IOException e)
    {
        const int WindowsDiskFull = unchecked((int)0x80070070);
        const int NoSpaceLeft = 28;
        const int QuotaExceeded = 122;
        return e.HResult is WindowsDiskFull or NoSpaceLeft or QuotaExceeded;
    }

    private SpillFile Write(SpillForm form, byte[] header, ReadOnlySpan<byte> first, ReadOnlySpan<byte> rest, IReadOnlyList<object> kept)
    {
        Open();
        var length = (long)first.Length + rest.Length;
        var path = Path.Combine(Own, $"{Interlocked.Increment(ref _files):x}");
        if (FreeBytes(Own) < length + Reserve)
        {
            throw Full(length, null);
        }

        try
        {
            using var handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, preallocationSize: length);
            RandomAccess.Write(handle, first, 0);
            RandomAccess.Write(handle, rest, first.Length);
        }
        catch (IOException e)
        {
            Delete(new SpillFile(path, form, header, length, kept));
            throw IsDiskFull(e) ? Full(length, e) : e;
        }

        return new SpillFile(path, form, header, length, kept);
    }

    private OutOfDiskException Full(long length, Exception? cause) => new(
        $"The object store is full, and an object of {length} bytes cannot be spilled because the disk of {_root} is full; free space there, set StoragePath to another disk, or drop refs.", cause);

    private void Open()
    {
        lock (_gate)
        {
            if (_lock is not null)
            {
                return;
            }

            Directory.CreateDirectory(_root);
            var owned = TakeLock(Own + LockSuffix, FileMode.CreateNew);
            if (OperatingSystem.IsWindows())
            {
                Directory.CreateDirectory(Own);
            }
            else
            {
                Directory.CreateDirectory(Own, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            }

            _lock = owned;
        }
    }
}

using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Floors;

/// <summary>The floor of a commit: one page written into a file and flushed to its disk.</summary>
internal sealed class FlushFloor : IDisposable
{
    private const int Page = 4096;
    private const int Pages = 256;

    private readonly FileStream _file;
    private readonly byte[] _page = new byte[Page];
    private int _next;

    public FlushFloor(string folder)
    {
        _file = new FileStream(Path.Combine(folder, "flushes"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        _file.Write(new byte[Page * Pages]);
        _file.Flush(flushToDisk: true);
    }

    /// <summary>An operation is one page written and flushed.</summary>
    public Work Work => Work.Sync(() =>
    {
        _file.Position = _next++ % Pages * (long)Page;
        _file.Write(_page);
        _file.Flush(flushToDisk: true);
        return 1;
    });

    public void Dispose() => _file.Dispose();
}

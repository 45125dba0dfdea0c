using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>
/// The copy that one reader got of a stored object. Held weakly: while the reader holds it, reading again gives the same one; once the
/// reader has dropped it, nobody can tell a new copy from the old.
/// </summary>
internal sealed class ReaderCopy
{
    private readonly WeakReference<Frame> _reader;
    private readonly WeakReference<object> _copy;

    private ReaderCopy(WeakReference<Frame> reader, WeakReference<object> copy, ReaderCopy? next)
    {
        _reader = reader;
        _copy = copy;
        Next = next;
    }

    public ReaderCopy? Next { get; }

    private bool IsDead => !_reader.TryGetTarget(out _) || !_copy.TryGetTarget(out _);

    /// <summary>The copy of this reader, or null.</summary>
    public object? For(Frame reader) =>
        _reader.TryGetTarget(out var mine) && ReferenceEquals(mine, reader) && _copy.TryGetTarget(out var copy) ? copy : null;

    /// <summary>Adds a reader's copy; if another thread of the same reader was first, its copy wins.</summary>
    public static T Add<T>(ref ReaderCopy? head, Frame reader, T copy)
    {
        var weak = new WeakReference<object>(copy!);
        while (true)
        {
            var existing = Volatile.Read(ref head);
            ReaderCopy? kept = null;
            for (var node = existing; node is not null; node = node.Next)
            {
                if (node.For(reader) is { } mine)
                {
                    return (T)mine;
                }

                if (!node.IsDead)
                {
                    kept = new ReaderCopy(node._reader, node._copy, kept);
                }
            }

            var added = new ReaderCopy(reader.Weak, weak, kept);
            if (ReferenceEquals(Interlocked.CompareExchange(ref head, added, existing), existing))
            {
                return copy;
            }
        }
    }
}

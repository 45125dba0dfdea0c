namespace RayAkka.Cluster.Remoting;

/// <summary>An object on its way here: what was asked for, what came, what is to be asked for again.</summary>
/// <remarks>
/// The reader asks for pieces, at most <see cref="Window"/> at a time: a slow reader is not flooded, and what is lost is asked for again by
/// the one who misses it. The holder needs to remember nothing but the object that it has opened.
/// </remarks>
internal sealed class Transfer(ulong id, Fetch fetch)
{
    /// <summary>How many pieces may be on the way.</summary>
    public const int Window = 32;

    /// <summary>How large a piece is.</summary>
    public const int PieceBytes = 64 * 1024;

    private readonly Dictionary<long, int> _asked = [];
    private Memory<byte> _target;
    private long _next;
    private long _received;
    private bool _started;
    private bool _moved;

    public ulong Id { get; } = id;

    public Fetch Fetch { get; } = fetch;

    public bool IsComplete => _started && _received == _target.Length;

    /// <summary>Whether the object's length is known, and memory for it there.</summary>
    public bool IsStarted => _started;

    /// <summary>Takes a piece; false if it is none that was asked for.</summary>
    public bool Take(ObjectPart part)
    {
        if (!_started)
        {
            if (part.Offset != 0)
            {
                return false;
            }

            _target = Fetch.Allocate(part.Header, part.Total);
            if (_target.Length != part.Total)
            {
                throw new InvalidOperationException($"There is room for {_target.Length} bytes; the object has {part.Total}.");
            }

            _started = true;
        }

        if (!_asked.TryGetValue(part.Offset, out var count) || part.Total != _target.Length
            || part.Bytes.Length != Math.Min(count, part.Total - part.Offset))
        {
            return false;
        }

        _asked.Remove(part.Offset);
        part.Bytes.CopyTo(_target[(int)part.Offset..]);
        _received += part.Bytes.Length;
        _next = Math.Max(_next, part.Offset + part.Bytes.Length);
        _moved = true;
        return true;
    }

    /// <summary>The pieces to ask for now.</summary>
    public IEnumerable<(long Offset, int Count)> Ask()
    {
        if (!_started)
        {
            // The first piece tells the length.
            if (_asked.TryAdd(0, PieceBytes))
            {
                yield return (0, PieceBytes);
            }

            yield break;
        }

        while (_asked.Count < Window && _next < _target.Length)
        {
            var count = (int)Math.Min(PieceBytes, _target.Length - _next);
            var offset = _next;
            _asked[offset] = count;
            _next += count;
            yield return (offset, count);
        }
    }

    /// <summary>The pieces to ask for again: all that are due, where nothing has come since the last look.</summary>
    public IReadOnlyList<(long Offset, int Count)> AskAgain()
    {
        var again = _moved ? [] : _asked.Select(static asked => (asked.Key, asked.Value)).ToArray();
        _moved = false;
        return again;
    }
}

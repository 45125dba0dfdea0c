namespace RayAkka.Recovery.Results;

/// <summary>
/// The large results that an incarnation can give once more. The record of a call goes when its caller has acknowledged the answer; but the answer to a
/// call with a large result says only where the object is, and that is lost with this node. So what is large stays known by the name of its call.
/// </summary>
/// <remarks>
/// Invariants: (1) what ran in this incarnation is known weakly: as long as its caller has the ref, the object is lent, and so alive;
/// (2) what was found in the journal was lost with the node of an earlier incarnation, and nobody has it any more who could say that he does not want
/// it: it is kept until it was asked for, at most <see cref="RayOptions.MaxLineageBytes"/> of it, the oldest dropped first; (3) a checkpoint cuts off the
/// calls that would make the results again, so it holds those that somebody still refers to, the latest up to <see cref="InCheckpoint"/> bytes.
/// Any thread. The lock is an innermost one.
/// </remarks>
internal sealed class KnownResults(RayRuntime runtime)
{
    /// <summary>How many bytes of results a checkpoint holds at most.</summary>
    public const long InCheckpoint = 64L << 20;

    private readonly Lock _gate = new();
    private readonly Dictionary<(CallerId Caller, long Index), Entry> _entries = [];
    private readonly Queue<(CallerId Caller, long Index)> _order = new();
    private long _kept;
    private int _sweepAt = 64;

    /// <summary>A call of the journal, which runs again, or a result of a checkpoint.</summary>
    public void AddFound(CallerId caller, long index, ObjectRef call)
    {
        lock (_gate)
        {
            _entries[(caller, index)] = new Entry(call);
            _order.Enqueue((caller, index));
        }

        if (call.IsCompleted)
        {
            OnRan(caller, index, call);
        }
    }

    /// <summary>A call has run, for the first time or again.</summary>
    public void OnRan(CallerId caller, long index, ObjectRef call)
    {
        var bytes = call.IsFailed ? 0 : call.LargeBytes;
        lock (_gate)
        {
            if (_entries.TryGetValue((caller, index), out var found))
            {
                if (bytes == 0)
                {
                    _entries.Remove((caller, index));
                    if (_entries.Count == 0)
                    {
                        _order.Clear();
                    }

                    return;
                }

                _kept += found.IsLent ? 0 : bytes - found.Bytes;
                found.Bytes = bytes;
                DropOldest();
            }
            else if (bytes > 0)
            {
                _entries[(caller, index)] = new Entry(call) { Bytes = bytes, IsLent = true };
                _order.Enqueue((caller, index));
                Sweep();
            }
        }
    }

    /// <summary>The result of a call, complete or still to come; null if it is not known.</summary>
    public ObjectRef? Take(CallerId caller, long index)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue((caller, index), out var entry) || entry.Result is not { } result)
            {
                return null;
            }

            if (!entry.IsLent && entry.Bytes > 0)
            {
                // From now on whoever asked keeps it.
                entry.IsLent = true;
                _kept -= entry.Bytes;
            }

            return result;
        }
    }

    /// <summary>What a checkpoint must hold.</summary>
    public IReadOnlyList<RecordedResult> Snapshot()
    {
        List<RecordedResult> known = [];
        lock (_gate)
        {
            foreach (var name in _order)
            {
                if (_entries.TryGetValue(name, out var entry) && entry is { Bytes: > 0, Result: { } result } && (!entry.IsLent || runtime.Objects.IsLent(result)))
                {
                    known.Add(new RecordedResult(name.Caller, name.Index, result));
                }
            }
        }

        var left = InCheckpoint;
        var first = known.Count;
        while (first > 0 && (left -= known[first - 1].Result.LargeBytes) >= 0)
        {
            first--;
        }

        return known[first..];
    }

    // Under the lock.
    private void DropOldest()
    {
        if (_kept <= runtime.Options.MaxLineageBytes)
        {
            return;
        }

        // Once round, so that the order stays.
        for (var left = _order.Count; left > 0; left--)
        {
            var oldest = _order.Dequeue();
            if (_kept > runtime.Options.MaxLineageBytes && _entries.TryGetValue(oldest, out var entry) && entry is { IsLent: false, Bytes: > 0 })
            {
                _entries.Remove(oldest);
                _kept -= entry.Bytes;
            }
            else
            {
                _order.Enqueue(oldest);
            }
        }
    }

    // Under the lock.
    private void Sweep()
    {
        if (_order.Count < _sweepAt)
        {
            return;
        }

        var names = _order.Where(name => _entries.TryGetValue(name, out var entry) && entry.Result is not null).ToArray();
        foreach (var gone in _entries.Where(static entry => entry.Value.Result is null).Select(static entry => entry.Key).ToArray())
        {
            _entries.Remove(gone);
        }

        _order.Clear();
        foreach (var name in names)
        {
            _order.Enqueue(name);
        }

        _sweepAt = Math.Max(64, 2 * _order.Count);
    }

    private sealed class Entry(ObjectRef result)
    {
        private readonly WeakReference<ObjectRef> _weak = new(result);
        private ObjectRef? _strong = result;

        public ObjectRef? Result => _strong ?? (_weak.TryGetTarget(out var alive) ? alive : null);

        public long Bytes { get; set; }

        /// <summary>Whether somebody else keeps it, as long as it is wanted.</summary>
        public bool IsLent
        {
            get => _strong is null;
            set => _strong = value ? null : Result;
        }
    }
}

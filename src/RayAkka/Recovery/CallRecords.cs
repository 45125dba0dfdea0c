using RayAkka.Diagnostics;

namespace RayAkka.Recovery;

/// <summary>
/// The calls that one incarnation has begun and whose callers may make them again: by them a call that is made again is recognised, answered or
/// refused, so that none runs twice.
/// </summary>
/// <remarks>
/// Invariants:
/// <list type="number">
/// <item>A call is named by its caller and its index. Indexes of one caller grow but need not be dense: a caller counts the calls that it makes
/// to others, and those that failed on the way here, in the same sequence; nothing waits for an index that does not come.</item>
/// <item>There is one record a name, made when the call is begun, before it runs. It goes when the caller has acknowledged it, or is known never
/// to call again; never because it is old, or others are many.</item>
/// <item>An index up to the watermark that has no record never runs.</item>
/// <item>A task's calls are recorded from <see cref="Open"/> on: before it, and once the task is forgotten, nobody would say when its records can go,
/// and no other attempt will come.</item>
/// <item>A replayed actor's calls say which incarnation makes them. Once a newer one has called, what only an older one has made never runs; what both have made
/// is the same call, with one record.</item>
/// <item>A caller has at most <paramref name="limit"/> records, beside those that were found in a journal or its checkpoint; beyond that its new calls are refused, and what is recorded stays.</item>
/// </list>
/// The call object itself is the record, so there is nothing to be told when a call completes. The lock is an innermost one.
/// </remarks>
/// <param name="limit">The most records of one caller.</param>
internal sealed class CallRecords(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<CallerId, CallerRecords> _callers = [];
    private CallerRecords? _latest;
    private CallerId _latestCaller;

    /// <summary>How many calls are recorded.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _callers.Values.Sum(static records => records.Count);
            }
        }
    }

    /// <summary>How many callers are known.</summary>
    public int CallerCount
    {
        get
        {
            lock (_gate)
            {
                return _callers.Count;
            }
        }
    }

    public int Limit => limit;

    public IReadOnlyCollection<CallerId> Callers()
    {
        lock (_gate)
        {
            return [.. _callers.Keys];
        }
    }

    /// <summary>The recorded call; null if there is none.</summary>
    public ObjectRef? FindCall(CallerId caller, long index)
    {
        lock (_gate)
        {
            return Find(caller) is { } records && records.Find(index) is >= 0 and var position ? records[position].Call : null;
        }
    }

    public bool Knows(CallerId caller)
    {
        lock (_gate)
        {
            return Find(caller) is not null;
        }
    }

    /// <summary>Notes that the owner of a replayed actor is asked for its end, if that is not so yet; null if it is.</summary>
    public LogicalCaller? TryFollow(CallerId caller)
    {
        lock (_gate)
        {
            if (Find(caller) is not { IsFollowed: false } records)
            {
                return null;
            }

            records.IsFollowed = true;
            return new LogicalCaller(caller, records.Owner, records.OutlivesOwner);
        }
    }

    /// <summary>From now on the task's calls are recorded; somebody will say when it has ended for good.</summary>
    public void Open(CallerId task)
    {
        lock (_gate)
        {
            _ = Find(task) ?? Add(task);
        }
    }

    /// <summary>Decides on a call that is to run; one that runs has a record from now on.</summary>
    /// <param name="caller">Who calls.</param>
    /// <param name="index">The index among the caller's calls, from 1.</param>
    /// <param name="hash">What tells method and arguments apart, see <see cref="CallHash"/>.</param>
    /// <param name="call">The call.</param>
    /// <param name="recorded">The recorded call of the same name, where the decision is about one.</param>
    /// <param name="identity">What the caller says of itself, where it may make the call again.</param>
    public CallDecision Begin(CallerId caller, long index, ulong hash, ObjectRef call, out ObjectRef? recorded, CallIdentity? identity = null)
    {
        recorded = null;
        lock (_gate)
        {
            var records = Find(caller);
            if (records is null)
            {
                if (caller.Kind == CallerKind.Task)
                {
                    return CallDecision.Run;
                }

                records = Add(caller);
            }

            var isOutdated = identity is not null && identity.Epoch < records.Epoch && !PlantedBugs.Has(PlantedBug.NoFencing);
            if (identity is not null && !isOutdated)
            {
                records.Meet(identity.Epoch, identity.Owner, identity.OutlivesOwner);
            }

            var position = records.Find(index);
            if (position >= 0)
            {
                var record = records[position];
                if (ReferenceEquals(record.Call, call) || PlantedBugs.Has(PlantedBug.NoDeduplication))
                {
                    return CallDecision.Run;
                }

                recorded = record.Call;
                return record.Hash != hash ? CallDecision.Differs
                    : record.Call.IsCompleted ? CallDecision.Answered
                    : CallDecision.Joined;
            }

            if (index <= records.Watermark)
            {
                return CallDecision.AlreadyAcknowledged;
            }

            if (isOutdated)
            {
                return CallDecision.Outdated;
            }

            if (records.Count - records.Found >= limit)
            {
                return CallDecision.Full;
            }

            records.Insert(~position, new RecordedCall(index, hash, call));
            return CallDecision.Run;
        }
    }

    /// <summary>Makes the record of a call that is run again from a journal: it was decided on when it was journalled.</summary>
    public void Enter(CallerId caller, long index, ulong hash, ObjectRef call)
    {
        lock (_gate)
        {
            var records = Find(caller) ?? Add(caller);
            if (call.Extras?.Identity is { } identity)
            {
                records.Meet(identity.Epoch, identity.Owner, identity.OutlivesOwner);
            }

            var position = records.Find(index);
            if (position < 0 && index > records.Watermark)
            {
                records.Insert(~position, new RecordedCall(index, hash, call));
                records.Found++;
            }
        }
    }

    /// <summary>The caller has the answers of its calls up to the index, and will not make them again.</summary>
    public void Acknowledge(CallerId caller, long upTo)
    {
        lock (_gate)
        {
            (Find(caller) ?? Add(caller)).Acknowledge(upTo);
        }
    }

    /// <summary>The caller will never call again.</summary>
    /// <param name="caller">The caller.</param>
    /// <param name="stragglers">
    /// Whether calls that it made earlier may still come, twice: the watermark stays then and covers all that have come so far.
    /// </param>
    public void Forget(CallerId caller, bool stragglers = false)
    {
        lock (_gate)
        {
            if (Find(caller) is not { } records)
            {
                return;
            }

            if (stragglers)
            {
                records.IsFollowed = false;
                records.Acknowledge(records.LastIndex);
                return;
            }

            _callers.Remove(caller);
            _latest = null;
        }
    }

    /// <summary>Up to which index the caller's calls are acknowledged; 0 if none is.</summary>
    public long WatermarkOf(CallerId caller)
    {
        lock (_gate)
        {
            return Find(caller)?.Watermark ?? 0;
        }
    }

    /// <summary>What is known, for a checkpoint.</summary>
    public IReadOnlyList<CallerSnapshot> Snapshot()
    {
        lock (_gate)
        {
            return
            [
                .. _callers.Select(static entry => new CallerSnapshot(
                    entry.Key, entry.Value.Watermark, [.. Enumerable.Range(0, entry.Value.Count).Select(position => entry.Value[position])])
                {
                    Epoch = entry.Value.Epoch,
                    Owner = entry.Value.Owner,
                    OutlivesOwner = entry.Value.OutlivesOwner,
                }),
            ];
        }
    }

    /// <summary>Makes what is known what it was when the checkpoint was taken.</summary>
    public void Restore(IEnumerable<CallerSnapshot> snapshot)
    {
        lock (_gate)
        {
            _callers.Clear();
            _latest = null;
            foreach (var known in snapshot)
            {
                var records = Add(known.Caller);
                records.Meet(known.Epoch, known.Owner, known.OutlivesOwner);
                records.Acknowledge(known.Watermark);
                foreach (var call in known.Calls)
                {
                    records.Insert(records.Count, call);
                }

                records.Found = records.Count;
            }
        }
    }

    // Calls of one caller mostly come one behind the other.
    private CallerRecords? Find(CallerId caller)
    {
        if (_latest is not null && _latestCaller == caller)
        {
            return _latest;
        }

        if (_callers.TryGetValue(caller, out var records))
        {
            _latest = records;
            _latestCaller = caller;
        }

        return records;
    }

    private CallerRecords Add(CallerId caller)
    {
        _latestCaller = caller;
        return _latest = _callers[caller] = new CallerRecords();
    }
}

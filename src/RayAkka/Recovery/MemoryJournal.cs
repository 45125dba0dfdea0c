using RayAkka.Diagnostics;
using RayAkka.Recovery.Stores;

namespace RayAkka.Recovery;

/// <summary>
/// A journal in the memory of the process. It survives the loss of the actor and of a virtual node, not that of the process. The call objects
/// themselves are the records: nothing is encoded, and what they refer to (arguments, results, handles) stays alive as long as they stand here.
/// Invariant: an incarnation adds only while its epoch is the latest, under the lock under which the next one is taken.
/// </summary>
internal sealed class MemoryJournal(ActorId actor)
{
    private readonly Lock _gate = new();
    private readonly List<ObjectRef> _calls = [];
    private readonly List<(int First, long Time)> _batches = [];
    private readonly List<JournalEvent> _creation = [];
    private readonly List<JournalEvent> _events = [];
    private readonly Dictionary<long, OutboundCall> _outbound = [];
    private ReplayCheckpoint? _checkpoint;
    private long _epoch;
    private long _crashedAt;
    private int _crashes;

    private ActorId Actor => actor;

    private long Before => _checkpoint?.Position ?? 0;

    /// <summary>The next incarnation's way to write.</summary>
    public IJournal NewWriter() => new Writer(this);

    /// <summary>The actor has died: its incarnation, if it still runs, adds nothing any more.</summary>
    /// <returns>
    /// The calls that were not answered, and the remote calls whose outcome its code has not seen: whoever was handed their refs waits for it.
    /// </returns>
    public (List<ObjectRef> Calls, List<OutboundCall> Outbound) Close()
    {
        lock (_gate)
        {
            _epoch = long.MaxValue;
            var calls = _calls.Where(static call => !call.IsCompleted).ToList();
            Forget(_calls.Count);
            _events.Clear();
            _creation.Clear();
            var open = _outbound.Values.Where(static call => call.References is not null).ToList();
            _outbound.Clear();
            return (calls, open);
        }
    }

    private void Forget(int count)
    {
        for (var i = 0; i < count; i++)
        {
            var call = _calls[i];
            call.IsJournaled = false;
            if (call.IsCompleted)
            {
                call.Release();
            }
        }

        _calls.RemoveRange(0, count);
        _batches.Clear();
    }

    private JournalContent Read()
    {
        var calls = new LoggedCall[_calls.Count];
        var batch = 0;
        for (var i = 0; i < calls.Length; i++)
        {
            while (batch + 1 < _batches.Count && _batches[batch + 1].First <= i)
            {
                batch++;
            }

            calls[i] = new LoggedCall(_calls[i], Before + 1 + i, _batches[batch].Time);
        }

        return new JournalContent(_checkpoint, calls, [.. _creation, .. _events], new Dictionary<long, OutboundCall>(_outbound), _crashedAt, _crashes);
    }

    private sealed class Writer(MemoryJournal journal) : IJournal
    {
        private readonly List<JournalEvent> _added = [];
        private readonly List<ObjectRef> _addedCalls = [];
        private long _time;
        private long _epoch;

        public bool KeepsObjects => true;

        public long Epoch => _epoch;

        public Task<JournalContent> OpenAsync()
        {
            lock (journal._gate)
            {
                if (journal._epoch == long.MaxValue)
                {
                    throw new FencedException(journal.Actor, _epoch);
                }

                _epoch = ++journal._epoch;
                return Task.FromResult(journal.Read());
            }
        }

        public void Add(ObjectRef call, long time)
        {
            _addedCalls.Add(call);
            _time = time;
        }

        public JournalEvent Add(JournalEvent entry)
        {
            _added.Add(entry);
            return entry;
        }

        public void Add(OutboundCall call)
        {
            lock (journal._gate)
            {
                Check();
                journal._outbound[call.Index] = call;
            }
        }

        public Task CommitAsync()
        {
            lock (journal._gate)
            {
                Check();
                if (_addedCalls.Count > 0)
                {
                    journal._batches.Add((journal._calls.Count, _time));
                    journal._calls.AddRange(_addedCalls);
                    foreach (var call in _addedCalls)
                    {
                        call.IsJournaled = true;
                    }

                    _addedCalls.Clear();
                }

                foreach (var entry in _added)
                {
                    Keep(entry);
                }

                _added.Clear();
                return Task.CompletedTask;
            }
        }

        public Task CheckEpochAsync()
        {
            lock (journal._gate)
            {
                Check();
                return Task.CompletedTask;
            }
        }

        public Task SaveAsync(ReplayCheckpoint checkpoint)
        {
            lock (journal._gate)
            {
                Check();
                var covered = (int)(checkpoint.Position - journal.Before);
                journal._checkpoint = checkpoint;
                journal.Forget(covered);
                journal._events.Clear();
                foreach (var call in journal._outbound.Values.Where(static call => call.During != 0).ToList())
                {
                    journal._outbound.Remove(call.Index);
                }

                return Task.CompletedTask;
            }
        }

        public void Keep(ulong caller, long index, ObjectRef answer)
        {
        }

        public ObjectRef? FindKept(ulong caller, long index) => null;

        public void ForgetKept(ulong caller, long index)
        {
        }

        // What it is good for needs a journal that outlives the process.
        public Task AttemptAsync(long position) => Task.CompletedTask;

        public Task RecoveredAsync() => Task.CompletedTask;

        public void OnCrashed(long position)
        {
            lock (journal._gate)
            {
                if (journal._epoch != _epoch)
                {
                    return;
                }

                journal._crashes = journal._crashedAt == position ? journal._crashes + 1 : 1;
                journal._crashedAt = position;
            }
        }

        // Under the lock.
        private void Check()
        {
            if (journal._epoch != _epoch && !PlantedBugs.Has(PlantedBug.NoFencing))
            {
                throw new FencedException(journal.Actor, _epoch);
            }
        }

        // Under the lock. What belongs to the constructor is needed as often as the constructor runs.
        private void Keep(JournalEvent entry)
        {
            var ofCreation = entry.During == 0;
            if (entry.Kind == JournalEventKind.Arrival && journal._outbound.TryGetValue(entry.Index, out var call))
            {
                ofCreation |= call.During == 0;
            }

            (ofCreation ? journal._creation : journal._events).Add(entry);
        }
    }
}

using RayAkka.Recovery.Stores;
using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <summary>
/// The journal of an actor in a store, as one incarnation writes it. Everything is encoded when it is added, so that later changes do not reach it;
/// it is handed to the store at the next commit, in order. A reader takes the epoch, so that nobody else writes, and hands nothing over.
/// </summary>
internal sealed class StoredJournal(RayRuntime runtime, ActorId actor, string className, Task<IRecordStore> opening, TypeGate types, LocalOutbound local, bool isReader) : IJournal
{
    private readonly Lock _gate = new();
    private readonly RecordWriter _writer = new(types);
    private readonly List<JournalEvent> _creation = [];
    private readonly Dictionary<long, OutboundCall> _creationCalls = [];
    private List<ReadOnlyMemory<byte>> _pending = [];
    private IRecordStore? _store;
    private long _epoch;
    private long _last;

    public bool KeepsObjects => false;

    public long Epoch => _store is { HasFencing: true } ? _epoch : 0;

    public void Add(ObjectRef call, long time) => Append(_writer.Of, call, time);

    public JournalEvent Add(JournalEvent entry)
    {
        lock (_gate)
        {
            try
            {
                _pending.Add(_writer.Of(entry));
            }
            catch (ArgumentException e)
            {
                // Nothing can be learnt that cannot be learnt again.
                entry = Instead(entry, e);
                _pending.Add(_writer.Of(entry));
            }

            if (entry.During == 0 || (entry.Kind == JournalEventKind.Arrival && _creationCalls.ContainsKey(entry.Index)))
            {
                _creation.Add(entry);
            }

            return entry;
        }
    }

    public void Add(OutboundCall call)
    {
        if (!local.TryAdd(call))
        {
            // The actor has died, though this incarnation has not heard of it.
            throw new FencedException(actor, _epoch);
        }

        lock (_gate)
        {
            _pending.Add(_writer.Of(call));
            if (call.During == 0)
            {
                _creationCalls[call.Index] = call;
            }
        }
    }

    public Task CommitAsync()
    {
        lock (_gate)
        {
            if (_pending.Count == 0)
            {
                return CheckEpochAsync();
            }

            var records = _pending;
            _pending = [];
            if (isReader)
            {
                _writer.TakeLeases();
                return Task.CompletedTask;
            }

            local.Hold(_writer.TakeLeases());
            var first = _last + 1;
            _last += records.Count;
            return Outside.Start((Journal: this, First: first, Records: records), static what => what.Journal.AppendAsync(what.First, what.Records));
        }
    }

    public Task CheckEpochAsync() => isReader ? Task.CompletedTask : Outside.Start(this, static journal => journal.CheckAsync());

    public Task<JournalContent> OpenAsync() => Outside.Start(this, static journal => journal.ReadAsync());

    public Task SaveAsync(ReplayCheckpoint checkpoint) =>
        Outside.Start((Journal: this, Checkpoint: checkpoint), static what => what.Journal.WriteAsync(what.Checkpoint));

    private Task CheckAsync() => _store!.CheckEpochAsync(actor, _epoch);

    private Task AppendAsync(long first, List<ReadOnlyMemory<byte>> records) => _store!.AppendAsync(actor, _epoch, first, records);

    public void Keep(ulong caller, long index, ObjectRef answer) => local.Keep(caller, index, answer);

    public ObjectRef? FindKept(ulong caller, long index) => local.FindKept(caller, index);

    public void ForgetKept(ulong caller, long index) => local.ForgetKept(caller, index);

    public Task AttemptAsync(long position)
    {
        lock (_gate)
        {
            _pending.Add(_writer.Mark(JournalRecordKind.Attempt, position));
            return CommitAsync();
        }
    }

    public Task RecoveredAsync()
    {
        lock (_gate)
        {
            if (_epoch == 0)
            {
                return Task.CompletedTask;
            }

            _pending.Add(_writer.Mark(JournalRecordKind.Recovered, 0));
            return CommitAsync();
        }
    }

    public void OnCrashed(long position)
    {
        lock (_gate)
        {
            _pending.Add(_writer.Mark(JournalRecordKind.Crashed, position));

            // The next incarnation opens the log behind it. Where it was not written it is not counted.
            _ = CommitAsync().ContinueWith(
                static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    private async Task<JournalContent> ReadAsync()
    {
        // It may have been tried before.
        _pending.Clear();
        _creation.Clear();
        _creationCalls.Clear();
        _store = await opening.ConfigureAwait(false);
        var log = await _store.OpenAsync(actor).ConfigureAwait(false);
        _epoch = log.Epoch;
        _last = log.LastPosition;
        var reader = new RecordReader(runtime, actor, className, types);
        if (log.Checkpoint is { } checkpoint)
        {
            reader.ReadCheckpoint(checkpoint);
        }

        await foreach (var record in _store.ReadAsync(actor, _epoch, log.CheckpointPosition).ConfigureAwait(false))
        {
            reader.Read(record);
        }

        var content = reader.Finish();
        content = content with { Outbound = local.Complete(content.Outbound) };
        _creation.AddRange(reader.Creation);
        foreach (var call in content.Outbound.Values.Where(static call => call.During == 0))
        {
            _creationCalls[call.Index] = call;
        }

        if (isReader)
        {
            return content;
        }

        // Before anything runs: that it was begun must be known if it ends the process.
        _pending.Add(_writer.Opened(runtime.Self));
        await CommitAsync().ConfigureAwait(false);
        return content;
    }

    private async Task WriteAsync(ReplayCheckpoint checkpoint)
    {
        Task written;
        ReadOnlyMemory<byte> state;
        List<object>? leases;
        long position;
        lock (_gate)
        {
            written = _pending.Count > 0 ? CommitAsync() : Task.CompletedTask;
            state = _writer.Of(checkpoint, _creation, [.. _creationCalls.Values]);
            leases = _writer.TakeLeases();
            position = _last;
        }

        await written.ConfigureAwait(false);
        await _store!.SaveCheckpointAsync(actor, _epoch, position, state).ConfigureAwait(false);
        local.Forget(leases);
    }

    private void Append(Func<ObjectRef, long, byte[]> encode, ObjectRef call, long time)
    {
        lock (_gate)
        {
            _pending.Add(encode(call, time));
        }
    }

    private JournalEvent Instead(JournalEvent entry, ArgumentException why)
    {
        if (entry.Kind != JournalEventKind.Arrival)
        {
            throw new JournalException($"What {className} has learnt cannot be journalled: {why.Message}", why);
        }

        var failed = Objects.BorrowedRefs.MakeOwn(entry.Outcome!.ObjectType, runtime);
        failed.TryFail(new RayTaskException($"The result of {entry.Outcome.CallName} cannot be journalled: {why.Message}", why));
        return new JournalEvent(entry.Kind, entry.Index) { During = entry.During, Time = entry.Time, Outcome = failed };
    }
}

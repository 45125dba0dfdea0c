using System.Collections.Concurrent;
using RayAkka.Actors;
using RayAkka.Execution;
using RayAkka.Recovery.Stores;
using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <summary>
/// The journals of the actors of this process: in memory, or in the store that the options choose. A journal is older than its actor's
/// incarnations. It goes when the actor has died for good and nobody has a ref to a large result of it; in a store that of a detached actor stays when the session ends, and so does that of an
/// actor which could not go on, since other code may read it.
/// </summary>
internal sealed partial class JournalTable : IAsyncDisposable
{
    private readonly RayRuntime _runtime;
    private readonly ConcurrentDictionary<ActorId, MemoryJournal> _journals = new();
    private readonly ConcurrentDictionary<ActorId, LocalOutbound> _local = new();
    private readonly Lock _gate = new();
    private readonly HashSet<Task> _writes = [];
    private Task<IRecordStore>? _store;
    private TypeGate? _types;

    public JournalTable(RayRuntime runtime)
    {
        _runtime = runtime;
        IsStored = runtime.Options.RecordStore is not null || RecordStores.Choice(runtime.Options, runtime.IsCluster).Store != JournalChoice.Memory;
    }

    /// <summary>Whether journals are kept in a store, where they can outlive the process.</summary>
    public bool IsStored { get; }

    /// <summary>Stands between the incarnations and their journals in memory: a simulation that delays, and loses, what a store would.</summary>
    public Func<ActorId, IJournal, IJournal>? Intercept { get; set; }

    /// <summary>How many journals there are in memory.</summary>
    public int Count => _journals.Count;

    private TypeGate Types => _types ??= new TypeGate(_runtime.Cluster?.AllowedTypes ?? []);

    /// <summary>The store, which is opened when it is first needed.</summary>
    public Task<IRecordStore> Store
    {
        get
        {
            lock (_gate)
            {
                return _store ??= OpenStoreAsync();
            }
        }
    }

    /// <summary>The journal of an actor as its next incarnation writes it.</summary>
    public IJournal Open(ActorId actor, string className, CheckpointPlan? plan, bool isReader)
    {
        if (!IsStored)
        {
            var writer = OpenInMemory(actor).NewWriter();
            return Intercept is { } intercept ? intercept(actor, writer) : writer;
        }

        foreach (var type in plan?.StateTypes ?? [])
        {
            Types.Admit(type);
        }

        return new StoredJournal(_runtime, actor, className, Store, Types, isReader ? new LocalOutbound() : _local.GetOrAdd(actor, static _ => new LocalOutbound()), isReader);
    }

    /// <summary>The actor has died.</summary>
    /// <param name="actor">The actor.</param>
    /// <param name="forGood">Whether nothing can make it live again.</param>
    public void Close(ActorRecord actor, bool forGood)
    {
        if (IsStored)
        {
            if (forGood)
            {
                _durable.TryRemove(actor.Id, out _);
                Write(DeleteAsync(actor.Id));
            }

            if (_local.TryRemove(actor.Id, out var local))
            {
                End(local.Close(), actor);
            }

            return;
        }

        if (!_journals.TryRemove(actor.Id, out var journal))
        {
            return;
        }

        var (calls, outbound) = journal.Close();
        calls.ForEach(actor.FailAsDead);
        End(outbound, actor);
    }

    /// <summary>
    /// An incarnation has ended here whose actor another process owns. The next one may come up anywhere, and complete its own refs there: those given
    /// away here follow their calls. What its journal refers to here is held until the actor is dead.
    /// </summary>
    public void Leave(ActorCell cell)
    {
        if (!_local.TryGetValue(cell.Id, out var local))
        {
            return;
        }

        // Not those of an incarnation that may be here already: its code sees only what is journalled.
        End(local.Open(), null, cell.Frame);
        if (_runtime.RecordOf(cell) is not { } actor)
        {
            Forget(cell.Id);
        }
        else if (local.TryFollowLife())
        {
            _ = actor.Ended.ContinueWith(
                (_, table) => ((JournalTable)table!).Forget(cell.Id), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>An incarnation has ended of an actor that had died for good before: it may have opened the log anew meanwhile.</summary>
    public void Remove(ActorId actor)
    {
        if (IsStored)
        {
            Write(DeleteAsync(actor));
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task<IRecordStore>? opened;
        lock (_gate)
        {
            opened = _store;
        }

        if (opened is null)
        {
            return;
        }

        await Written().ConfigureAwait(false);
        try
        {
            var store = await opened.ConfigureAwait(false);
            if (_runtime.Options.RecordStore is null)
            {
                await store.DisposeAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is JournalException or ArgumentException or InvalidOperationException)
        {
            // Whoever needed the store was told.
        }
    }

    // An incarnation may be made, by a message that was on its way, when the actor has died: it finds a journal that is closed, and leaves none behind.
    private MemoryJournal OpenInMemory(ActorId actor)
    {
        var journal = _journals.GetOrAdd(actor, static id => new MemoryJournal(id));
        if (_runtime.Actors.FindOwned(actor) is null)
        {
            _journals.TryRemove(actor, out _);
            journal.Close();
        }

        return journal;
    }

    private void Forget(ActorId actor)
    {
        if (_local.TryRemove(actor, out var local))
        {
            End(local.Close(), null);
        }
    }

    private static void End(List<OutboundCall> outbound, ActorRecord? actor, Execution.Frame? only = null)
    {
        foreach (var call in outbound)
        {
            // The refs may have gone to others with a result: they get the outcome all the same, where the call was sent.
            foreach (var reference in call.References?.ToArray() ?? [])
            {
                if (only is not null && !ReferenceEquals(reference.Caller, only))
                {
                    continue;
                }

                if (call.Sent is not { } sent || !sent.TryAddWaiter(new Follower(reference)))
                {
                    End(reference, call.Sent, actor);
                }
            }
        }
    }

    private static void End(ObjectRef reference, ObjectRef? sent, ActorRecord? actor)
    {
        if (sent is not null)
        {
            reference.TryCompleteAs(sent);
        }
        else if (actor is not null)
        {
            actor.FailAsDead(reference);
        }
        else
        {
            reference.TryFail(new OwnerDiedException($"The incarnation that was to call {reference.CallName} has ended before it did."));
        }
    }

    private async Task<IRecordStore> OpenStoreAsync()
    {
        // Not on the thread that asks: it may be one that opens a file.
        await new ThreadPoolYield();
        var store = _runtime.Options.RecordStore ?? await RecordStores.OpenAsync(_runtime.Options, _runtime.Engine).ConfigureAwait(false);

        // In this order: see IsAlone.
        var logs = await store.ListLogsAsync().ConfigureAwait(false);
        foreach (var actor in await store.ListActorsAsync().ConfigureAwait(false))
        {
            _durable[actor.Id] = actor;
        }

        await RemoveLeftAsync(store, [.. logs.Where(actor => !_durable.ContainsKey(actor))]).ConfigureAwait(false);
        return store;
    }

    private void Write(Task write)
    {
        lock (_gate)
        {
            _writes.Add(write);
        }

        _ = write.ContinueWith(
            done =>
            {
                lock (_gate)
                {
                    _writes.Remove(done);
                }

                if (done.Exception is { } error)
                {
                    _runtime.Log.JournalNotDeleted(error.InnerException!);
                }
            },
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
    }

    // What was begun has been written, or was not.
    private async Task Written()
    {
        Task[] writes;
        lock (_gate)
        {
            writes = [.. _writes];
        }

        await Task.WhenAll(writes).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task DeleteAsync(ActorId actor)
    {
        var store = await Store.ConfigureAwait(false);
        var log = await store.OpenAsync(actor).ConfigureAwait(false);
        await store.DeleteAsync(actor, log.Epoch).ConfigureAwait(false);
        _durable.TryRemove(actor, out _);
    }

    private sealed class Follower(ObjectRef follower) : Objects.RefWaiter
    {
        public override void OnCompleted(ObjectRef reference) => follower.TryCompleteAs(reference);
    }
}

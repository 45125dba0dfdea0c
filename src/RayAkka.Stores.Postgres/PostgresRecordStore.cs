using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Postgres;

/// <summary>
/// Journals in a PostgreSQL database, which all processes of a cluster share. What was acknowledged survives the loss of every machine but the
/// server's, and the end and crash of the server (synchronous_commit = on); it does not survive the loss of the server's disk, nor a failover to a copy that had
/// not confirmed it: give the server a synchronous standby for that. While the server is away, operations wait for it, 30 s at most.
/// </summary>
internal sealed class PostgresRecordStore : IRecordStore
{
    private readonly PostgresDatabase _database;
    private readonly PostgresReader _reader;
    private readonly CommitQueue _queue;
    private readonly PostgresCommitter _committer;

    private PostgresRecordStore(PostgresDatabase database, StoreLog log, TimeProvider time, TimeSpan patience)
    {
        _database = database;
        _reader = new PostgresReader(database, log, time, patience);
        _queue = new CommitQueue(database.Name);
        _committer = new PostgresCommitter(database, _queue, log, time, patience);
    }

    public string Name => _database.Name;

    public StoreReach Reach => StoreReach.Cluster;

    /// <summary>How many transactions that wrote were committed.</summary>
    public long Commits => _committer.Commits;

    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    /// <exception cref="JournalException">The database cannot be used.</exception>
    public static async Task<PostgresRecordStore> OpenAsync(string connection, StoreLog log, TimeProvider time, TimeSpan? patience = null)
    {
        var store = new PostgresRecordStore(new PostgresDatabase(connection), log, time, patience ?? Patience.DefaultLimit);
        try
        {
            await store._committer.StartAsync().ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public Task<OpenedLog> OpenAsync(ActorId actor) => _queue.Post(new OpenOperation(actor));

    public async IAsyncEnumerable<StoredRecord> ReadAsync(ActorId actor, long epoch, long after)
    {
        while (true)
        {
            var page = await _reader.PageAsync(actor, epoch, after).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var record in page)
                yield return record;

            after = page[^1].Position;
        }
    }

    public Task AppendAsync(ActorId actor, long epoch, long first, IReadOnlyList<ReadOnlyMemory<byte>> records) =>
        _queue.Post(() => new AppendOperation(actor, epoch, first, records));

    public Task CheckEpochAsync(ActorId actor, long epoch) => _queue.Post(new CheckOperation(actor, epoch));

    public Task SaveCheckpointAsync(ActorId actor, long epoch, long position, ReadOnlyMemory<byte> state) =>
        _queue.Post(() => new CheckpointOperation(actor, epoch, position, state));

    public Task DeleteAsync(ActorId actor, long epoch) => _queue.Post(new DeleteOperation(actor, epoch));

    public Task<bool> TryPutActorAsync(DurableActor actor) => _queue.Post(() => new PutActorOperation(actor));

    public Task RemoveActorAsync(ActorId actor) => _queue.Post(new RemoveActorOperation(actor));

    public async Task<DurableActor?> FindActorAsync(string @namespace, string name) =>
        (await _reader.ActorsAsync(@namespace, name).ConfigureAwait(false)).FirstOrDefault();

    public async Task<IReadOnlyList<DurableActor>> ListActorsAsync() => await _reader.ActorsAsync().ConfigureAwait(false);

    public async Task<IReadOnlyList<ActorId>> ListLogsAsync() => await _reader.LogsAsync().ConfigureAwait(false);

    public async ValueTask DisposeAsync()
    {
        await _committer.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }
}

using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Postgres;

/// <summary>
/// Journals in a PostgreSQL database, which all processes of a cluster share. What was acknowledged survives the loss of every machine but the
/// server's, and the end and crash of the server (synchronous_commit = on); it does not survive the loss of the server's disk, nor a failover to a copy that had
/// not confirmed it: give the server a synchronous standby for that. While the server is away, operations wait for it, 30 s at most.
/// </summary>
internal sealed class PostgresRecordStore : QueuedRecordStore
{
    private readonly PostgresDatabase _database;
    private readonly PostgresCommitter _committer;

    private PostgresRecordStore(PostgresDatabase database, CommitQueue queue, StoreLog log, TimeProvider time, TimeSpan patience)
        : base(queue, new PostgresReader(database, log, time, patience))
    {
        _database = database;
        _committer = new PostgresCommitter(database, queue, log, time, patience);
    }

    public override string Name => _database.Name;

    public override StoreReach Reach => StoreReach.Cluster;

    /// <summary>How many transactions that wrote were committed.</summary>
    public long Commits => _committer.Commits;

    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    /// <exception cref="JournalException">The database cannot be used.</exception>
    public static async Task<PostgresRecordStore> OpenAsync(string connection, StoreLog log, TimeProvider time, TimeSpan? patience = null)
    {
        var database = new PostgresDatabase(connection);
        var store = new PostgresRecordStore(database, new CommitQueue(database.Name), log, time, patience ?? Patience.DefaultLimit);
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

    public override async ValueTask DisposeAsync()
    {
        await _committer.DisposeAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
    }
}

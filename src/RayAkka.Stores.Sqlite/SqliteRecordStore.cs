using Microsoft.Data.Sqlite;
using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Sqlite;

/// <summary>
/// Journals in one SQLite file, with a write-ahead log that is flushed at every commit. What was acknowledged survives the end and the
/// crash of the process and of the machine; it does not survive the loss of the disk, nor a disk that says a flush is done when it is not. Several
/// processes of one machine may share a file: fencing holds between them. It belongs on a local disk.
/// </summary>
internal sealed class SqliteRecordStore : IRecordStore
{
    private readonly SqliteFile _file;
    private readonly SqliteReader _reader;
    private readonly CommitQueue _queue;
    private readonly SqliteCommitter _committer;
    private readonly UserMark _mark;

    private SqliteRecordStore(SqliteFile file, CommitQueue queue, SqliteCommitter committer, UserMark mark)
    {
        _file = file;
        _mark = mark;
        _queue = queue;
        _committer = committer;
        _reader = new SqliteReader(file);
        committer.Start();
    }

    public string Name => _file.Name;

    public StoreReach Reach => StoreReach.Machine;

    public bool IsAlone => _mark.IsAlone;

    /// <summary>How many commits were flushed to the disk.</summary>
    public long Commits => _committer.Commits;

    /// <exception cref="ArgumentException">The path is not one.</exception>
    /// <exception cref="JournalException">The file cannot be used as a journal.</exception>
    public static SqliteRecordStore Open(string path, StoreLog log, TimeSpan? lockTimeout = null)
    {
        var file = new SqliteFile(path, lockTimeout ?? SqliteFile.DefaultLockTimeout);
        UserMark? mark = null;
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file.Path)!);
            var queue = new CommitQueue(file.Name);
            mark = new UserMark(file.Path);
            return new SqliteRecordStore(file, queue, new SqliteCommitter(file, queue, log), mark);
        }
        catch (SqliteException exception)
        {
            mark?.Dispose();
            throw file.Errors.Translate(exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            mark?.Dispose();
            throw file.Errors.Unreachable(exception);
        }
        catch
        {
            mark?.Dispose();
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
        _queue.Close();
        await _committer.Ended.ConfigureAwait(false);
        _file.CloseIdle();
        _mark.Dispose();
    }
}

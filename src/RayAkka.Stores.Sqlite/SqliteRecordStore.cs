using Microsoft.Data.Sqlite;
using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Sqlite;

/// <summary>
/// Journals in one SQLite file, with a write-ahead log that is flushed at every commit. What was acknowledged survives the end and the
/// crash of the process and of the machine; it does not survive the loss of the disk, nor a disk that says a flush is done when it is not. Several
/// processes of one machine may share a file: fencing holds between them. It belongs on a local disk.
/// </summary>
internal sealed class SqliteRecordStore : QueuedRecordStore
{
    private readonly SqliteFile _file;
    private readonly CommitQueue _queue;
    private readonly SqliteCommitter _committer;
    private readonly UserMark _mark;

    private SqliteRecordStore(SqliteFile file, CommitQueue queue, SqliteCommitter committer, UserMark mark)
        : base(queue, new SqliteReader(file))
    {
        _file = file;
        _mark = mark;
        _queue = queue;
        _committer = committer;
        committer.Start();
    }

    public override string Name => _file.Name;

    public override StoreReach Reach => StoreReach.Machine;

    public override bool IsAlone => _mark.IsAlone;

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
        catch (Exception exception)
        {
            mark?.Dispose();
            switch (exception)
            {
                case SqliteException error:
                    throw file.Errors.Translate(error);

                case IOException or UnauthorizedAccessException:
                    throw file.Errors.Unreachable(exception);

                default:
                    throw;
            }
        }
    }

    public override async ValueTask DisposeAsync()
    {
        _queue.Close();
        await _committer.Ended.ConfigureAwait(false);
        _file.CloseIdle();
        _mark.Dispose();
    }
}

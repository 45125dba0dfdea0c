using Microsoft.Data.Sqlite;
using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Sqlite;

/// <summary>
/// The one writer of a file in this process: a thread that commits what waits in the queue, a transaction for all of it. An operation that
/// is refused (fenced, wrong position) drops out alone; an error of the file fails the whole transaction. After an error of the disk itself it
/// writes nothing more: the operating system may report the next flush as done although the pages of the failed one are lost.
/// </summary>
internal sealed class SqliteCommitter : IDisposable
{
    private readonly SqliteFile _file;
    private readonly CommitQueue _queue;
    private readonly StoreLog _log;
    private readonly SqliteConnection _connection;
    private readonly SqliteWriter _writer;
    private readonly Statement _beginWrite;
    private readonly Statement _beginRead;
    private readonly Statement _commit;
    private readonly Statement _rollback;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private JournalException? _broken;

    /// <exception cref="JournalException">The file cannot be used as a journal.</exception>
    /// <exception cref="SqliteException">The file cannot be read or written.</exception>
    public SqliteCommitter(SqliteFile file, CommitQueue queue, StoreLog log)
    {
        _file = file;
        _queue = queue;
        _log = log;
        _connection = file.Open();
        try
        {
            SqliteSchema.Prepare(_connection, file.Name);
            _writer = new SqliteWriter(_connection, log);
            _beginWrite = new Statement(_connection, "BEGIN IMMEDIATE", 0);
            _beginRead = new Statement(_connection, "BEGIN", 0);
            _commit = new Statement(_connection, "COMMIT", 0);
            _rollback = new Statement(_connection, "ROLLBACK", 0);
        }
        catch
        {
            _connection.Dispose();
            throw;
        }
    }

    /// <summary>How many transactions that wrote were committed.</summary>
    public long Commits { get; private set; }

    /// <summary>Completes when the queue was closed and everything in it is settled.</summary>
    public Task Ended => _ended.Task;

    public void Start() => new Thread(Run) { Name = "RayAkka journal", IsBackground = true }.Start();

    public void Dispose()
    {
        Statement[] own = [_beginWrite, _beginRead, _commit, _rollback];
        foreach (var statement in own)
            statement.Dispose();

        _writer.Dispose();
        _connection.Dispose();
    }

    private void Run()
    {
        var batch = new List<StoreOperation>();
        while (_queue.Take(batch))
        {
            Commit(batch);
            batch.Clear();
        }

        Dispose();
        _ended.SetResult();
    }

    private void Commit(List<StoreOperation> batch)
    {
        if ((_broken ?? TryCommit(batch)) is { } failure)
        {
            foreach (var operation in batch)
                operation.Fail(failure.Rethrowable());
        }
        else
        {
            foreach (var operation in batch)
                operation.Complete();
        }
    }

    private JournalException? TryCommit(List<StoreOperation> batch)
    {
        var isCommitting = false;
        try
        {
            var isWrite = batch.Exists(static operation => operation.IsWrite);
            (isWrite ? _beginWrite : _beginRead).Run();
            _writer.Begin();
            foreach (var operation in batch)
                Apply(operation);

            if (isWrite)
            {
                _writer.End();
            }

            isCommitting = true;
            _commit.Run();
            Commits += isWrite ? 1 : 0;
            return null;
        }
        catch (SqliteException exception)
        {
            Rollback();
            var failure = _file.Errors.Translate(exception, isCommitting);
            if (SqliteErrors.IsFatal(exception))
            {
                _log.StoreBroken(_file.Name, failure.Message);
                _broken = _file.Errors.Translate(exception);
            }

            return failure;
        }
        catch (Exception exception)
        {
            // Nobody waits for ever because of an error of ours or of the driver's.
            Rollback();
            return new JournalException($"{Sentence.Start(_file.Name)} failed: {exception.Message}", exception) { MayHaveTakenEffect = isCommitting };
        }
    }

    private void Apply(StoreOperation operation)
    {
        try
        {
            _writer.Apply(operation);
        }
        catch (JournalException refusal)
        {
            operation.Refusal = refusal;
        }
    }

    private void Rollback()
    {
        _writer.Forget();
        try
        {
            _rollback.Run();
        }
        catch (SqliteException)
        {
            // The error has already ended the transaction.
        }
    }
}

using Npgsql;
using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Postgres;

/// <summary>
/// The one writer of a store in this process: it commits what waits in the queue, a transaction for all of it, on one connection.
/// </summary>
/// <remarks>
/// <para>
/// When the connection is lost before the commit was sent, the server undoes the transaction, and it is made again. When it is lost after that, the outcome is
/// unknown. Then, on a new connection, the rows of the logs are locked: that waits until the server has ended the old transaction one way or the other. With
/// the lock held the positions are read back. A transaction is all or nothing, so one append of this epoch settles it: if its last record is there,
/// everything was committed, and nothing is done again. If it is not, nothing was and nothing can be any more, and the transaction is made once more.
/// </para>
/// <para>
/// Where no append can tell, because the transaction had none or other incarnations have taken the logs over since, operations that have the same effect
/// once or twice are done again, and an append fails as one that may have taken effect.
/// </para>
/// </remarks>
internal sealed class PostgresCommitter(PostgresDatabase database, CommitQueue queue, StoreLog log, TimeProvider time, TimeSpan patience) : IAsyncDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private NpgsqlConnection? _connection;
    private Task? _running;

    /// <summary>How many transactions that wrote were committed.</summary>
    public long Commits { get; private set; }

    /// <summary>Connects, with patience, so that what is wrong with the database is said at once.</summary>
    /// <exception cref="JournalException">The database cannot be used.</exception>
    public async Task StartAsync()
    {
        await CommitAsync([]).ConfigureAwait(false);
        _running = Task.Run(RunAsync);
    }

    public async ValueTask DisposeAsync()
    {
        queue.Close();
        await _closing.CancelAsync().ConfigureAwait(false);
        if (_running is not null)
        {
            await _running.ConfigureAwait(false);
        }

        await DropConnectionAsync().ConfigureAwait(false);
        _closing.Dispose();
    }

    private async Task RunAsync()
    {
        var batch = new List<StoreOperation>();
        while (await queue.TakeAsync(batch).ConfigureAwait(false))
        {
            try
            {
                await CommitAsync(batch).ConfigureAwait(false);
            }
            catch (JournalException failure)
            {
                FailAll(batch, failure);
            }
            catch (Exception exception)
            {
                // Nobody waits for ever because of an error of ours or of the driver's.
                await DropConnectionAsync().ConfigureAwait(false);
                FailAll(batch, database.Errors.Translate(exception, mayHaveTakenEffect: true));
            }

            batch.Clear();
        }
    }

    /// <summary>Commits and completes the operations.</summary>
    /// <exception cref="JournalException">None of them was completed.</exception>
    private async Task CommitAsync(List<StoreOperation> batch)
    {
        var tries = new Patience(patience, time, _closing.Token);
        var doubt = new Doubt();
        while (true)
        {
            doubt.IsCommitting = false;
            try
            {
                _connection ??= await database.WriteAsync(log).ConfigureAwait(false);
                if (tries.Attempts > 0)
                {
                    log.ConnectionRestored(database.Name, tries.Attempts);
                }

                if (doubt.IsOpen)
                {
                    await SettleAsync(_connection, batch).ConfigureAwait(false);
                    doubt.IsOpen = false;
                }

                await TryCommitAsync(_connection, batch, doubt).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (PostgresErrors.IsOfTheDatabase(exception))
            {
                await DropConnectionAsync().ConfigureAwait(false);
                doubt.IsOpen |= doubt.IsCommitting && !PostgresErrors.IsRolledBack(exception);
                var failure = database.Errors.Translate(exception, doubt.IsOpen);
                if (!PostgresErrors.IsTransient(exception) || tries.Next() is not { } pause)
                {
                    throw failure;
                }

                log.ConnectionLost(database.Name, pause, failure.Message);
                await tries.WaitAsync(pause).ConfigureAwait(false);
            }
        }
    }

    private async Task TryCommitAsync(NpgsqlConnection connection, List<StoreOperation> batch, Doubt doubt)
    {
        if (batch.Exists(static operation => operation.IsWrite))
        {
            var ended = await connection.BeginTransactionAsync().ConfigureAwait(false);
            await using var disposed = ended.ConfigureAwait(false);
            var transaction = new PostgresTransaction(connection, log);
            await transaction.LockAsync(batch.Select(static operation => operation.Actor)).ConfigureAwait(false);
            await ApplyAsync(transaction, batch).ConfigureAwait(false);
            doubt.IsCommitting = true;
            await ended.CommitAsync().ConfigureAwait(false);
            Commits++;
        }
        else if (batch.Count > 0)
        {
            var reading = new PostgresTransaction(connection, log);
            await reading.FindAsync(batch.Select(static operation => operation.Actor)).ConfigureAwait(false);
            await ApplyAsync(reading, batch).ConfigureAwait(false);
        }

        CompleteAll(batch);
    }

    private static async Task ApplyAsync(PostgresTransaction transaction, List<StoreOperation> batch)
    {
        foreach (var operation in batch)
        {
            try
            {
                operation.Refusal = null;
                await transaction.ApplyAsync(operation).ConfigureAwait(false);
            }
            catch (JournalException refusal)
            {
                operation.Refusal = refusal;
            }
        }

        await transaction.SendAsync().ConfigureAwait(false);
    }

    /// <summary>Finds out what became of a commit whose answer did not come; takes what is settled out of the batch.</summary>
    private async Task SettleAsync(NpgsqlConnection connection, List<StoreOperation> batch)
    {
        var ended = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using var disposed = ended.ConfigureAwait(false);
        var transaction = new PostgresTransaction(connection, log);
        await transaction.LockAsync(batch.Select(static operation => operation.Actor)).ConfigureAwait(false);
        await ended.RollbackAsync().ConfigureAwait(false);

        var wasCommitted = Witness(transaction, batch);
        log.OutcomeSettled(database.Name, wasCommitted switch { true => "it was committed", false => "it was not", _ => "each operation is looked at by itself" });
        if (wasCommitted is true)
        {
            CompleteAll(batch);
        }
        else if (wasCommitted is null)
        {
            batch.RemoveAll(operation => IsSettledAlone(transaction, operation));
        }
    }

    /// <summary>What an append that was in the transaction, and whose log is still in the same hands, says about all of it.</summary>
    private static bool? Witness(PostgresTransaction transaction, List<StoreOperation> batch)
    {
        foreach (var append in batch.OfType<AppendOperation>())
        {
            if (append.Refusal is null && append.Records.Length > 0 && transaction.Find(append.Actor) is { } state && state.Epoch == append.Epoch)
            {
                return state.LastPosition >= append.Last;
            }
        }

        return null;
    }

    private bool IsSettledAlone(PostgresTransaction transaction, StoreOperation operation)
    {
        var state = transaction.Find(operation.Actor);
        switch (operation)
        {
            case { Refusal: not null }:
                operation.Complete();
                return true;
            case DeleteOperation when state is null:
                operation.Complete();
                return true;
            case AppendOperation or CheckpointOperation or DeleteOperation when state?.Epoch != EpochOf(operation):
                operation.Fail(new JournalException(
                    $"Whether a write to the journal of the actor {operation.Actor} took effect is not known: the connection was lost, and a newer incarnation has taken it over since.")
                {
                    MayHaveTakenEffect = true,
                });
                return true;
            default:
                return false;
        }
    }

    private static long? EpochOf(StoreOperation operation) => operation switch
    {
        AppendOperation append => append.Epoch,
        CheckpointOperation checkpoint => checkpoint.Epoch,
        DeleteOperation delete => delete.Epoch,
        _ => null,
    };

    private static void CompleteAll(List<StoreOperation> batch)
    {
        foreach (var operation in batch)
            operation.Complete();

        batch.Clear();
    }

    private static void FailAll(List<StoreOperation> batch, JournalException failure)
    {
        foreach (var operation in batch)
            operation.Fail(failure.Rethrowable());
    }

    private async ValueTask DropConnectionAsync()
    {
        if (Interlocked.Exchange(ref _connection, null) is { } connection)
        {
            // Not back into the pool: its state is unknown.
            NpgsqlConnection.ClearPool(connection);
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Whether the outcome of a commit is unknown.</summary>
    private sealed class Doubt
    {
        /// <summary>The commit is on its way.</summary>
        public bool IsCommitting { get; set; }

        /// <summary>A commit was on its way when the connection was lost.</summary>
        public bool IsOpen { get; set; }
    }
}

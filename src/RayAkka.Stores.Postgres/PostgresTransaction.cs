using Npgsql;
using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Postgres;

/// <summary>
/// Applies operations in one transaction. It first locks the rows of all their logs, in the order of their keys so that no two transactions wait for
/// each other, and then reads them: what it reads cannot change until it ends. Appended records are sent together.
/// </summary>
internal sealed class PostgresTransaction(NpgsqlConnection connection, StoreLog log)
{
    /// <summary>How much is sent at a time at most; a value of PostgreSQL ends at 1 GB.</summary>
    private const long MaxUnsent = 64 << 20;

    private readonly Dictionary<ActorId, LogState> _logs = [];
    private readonly List<long> _unsentLogs = [];
    private readonly List<long> _unsentPositions = [];
    private readonly List<byte[]> _unsentBytes = [];
    private long _unsentSize;

    /// <summary>Locks the logs of actors against every other transaction, and reads where they are.</summary>
    public async Task LockAsync(IEnumerable<ActorId> actors)
    {
        var keys = actors.Distinct().Select(actor => actor.ToKey()).ToArray();
        await RunAsync("SELECT FROM rayakka_logs WHERE actor = ANY($1) ORDER BY actor FOR UPDATE", (object)keys).ConfigureAwait(false);
        await FindAsync(keys).ConfigureAwait(false);
    }

    /// <summary>Reads where logs are, for operations that write nothing.</summary>
    public Task FindAsync(IEnumerable<ActorId> actors) => FindAsync([.. actors.Distinct().Select(actor => actor.ToKey())]);

    /// <summary>Where a log is; null if there is none.</summary>
    public LogState? Find(ActorId actor) => _logs.GetValueOrDefault(actor);

    /// <exception cref="JournalException">The operation is refused and has had no effect.</exception>
    public async Task ApplyAsync(StoreOperation operation)
    {
        switch (operation)
        {
            case AppendOperation append:
                await AppendAsync(append).ConfigureAwait(false);
                break;
            case CheckOperation check:
                Owned(check.Actor, check.Epoch);
                break;
            case CheckpointOperation checkpoint:
                await SaveAsync(checkpoint).ConfigureAwait(false);
                break;
            case OpenOperation open:
                open.Result = await OpenAsync(open.Actor).ConfigureAwait(false);
                break;
            case DeleteOperation delete:
                await DeleteAsync(delete).ConfigureAwait(false);
                break;
            case PutActorOperation put:
                put.Result = await PutAsync(put).ConfigureAwait(false);
                break;
            case RemoveActorOperation remove:
                await RunAsync("DELETE FROM rayakka_actors WHERE actor = $1", remove.Actor.ToKey()).ConfigureAwait(false);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(operation));
        }
    }

    /// <summary>Sends the appended records.</summary>
    public async Task SendAsync()
    {
        if (_unsentLogs.Count == 0)
        {
            return;
        }

        await RunAsync(
            "INSERT INTO rayakka_records (log, position, bytes) SELECT * FROM unnest($1, $2, $3)",
            _unsentLogs.ToArray(), _unsentPositions.ToArray(), _unsentBytes.ToArray()).ConfigureAwait(false);
        _unsentLogs.Clear();
        _unsentPositions.Clear();
        _unsentBytes.Clear();
        _unsentSize = 0;
    }

    private async Task AppendAsync(AppendOperation append)
    {
        var state = Owned(append.Actor, append.Epoch);
        PositionRules.Follows(append.Actor, append.First, state.LastPosition);
        foreach (var record in append.Records)
        {
            if (_unsentSize + record.Length > MaxUnsent)
            {
                await SendAsync().ConfigureAwait(false);
            }

            _unsentLogs.Add(state.Id);
            _unsentPositions.Add(++state.LastPosition);
            _unsentBytes.Add(record);
            _unsentSize += record.Length;
        }
    }

    private async Task SaveAsync(CheckpointOperation checkpoint)
    {
        var state = Owned(checkpoint.Actor, checkpoint.Epoch);
        PositionRules.Covers(checkpoint.Actor, checkpoint.Position, state.CheckpointPosition, state.LastPosition);
        await SendAsync().ConfigureAwait(false);
        await RunAsync(
            "INSERT INTO rayakka_checkpoints (log, bytes) VALUES ($1, $2) ON CONFLICT (log) DO UPDATE SET bytes = excluded.bytes", state.Id, checkpoint.State).ConfigureAwait(false);
        await RunAsync("UPDATE rayakka_logs SET checkpoint_position = $2 WHERE id = $1", state.Id, checkpoint.Position).ConfigureAwait(false);
        await RunAsync("DELETE FROM rayakka_records WHERE log = $1 AND position <= $2", state.Id, checkpoint.Position).ConfigureAwait(false);
        state.CheckpointPosition = checkpoint.Position;
    }

    private async Task<OpenedLog> OpenAsync(ActorId actor)
    {
        await SendAsync().ConfigureAwait(false);
        var epoch = await TakeEpochAsync(actor).ConfigureAwait(false);
        await FindAsync([actor.ToKey()]).ConfigureAwait(false);
        var state = _logs[actor];
        await CutTornEndAsync(actor, state).ConfigureAwait(false);
        ReadOnlyMemory<byte>? checkpoint = null;
        if (await ScalarAsync("SELECT bytes FROM rayakka_checkpoints WHERE log = $1", state.Id).ConfigureAwait(false) is byte[] bytes)
        {
            checkpoint = RecordEnvelope.Open(EnvelopeKind.Checkpoint, actor, state.CheckpointPosition, bytes);
        }

        return new OpenedLog(epoch, checkpoint, state.CheckpointPosition, state.LastPosition);
    }

    private async Task<long> TakeEpochAsync(ActorId actor)
    {
        while (true)
        {
            var epoch = await ScalarAsync(
                """
                INSERT INTO rayakka_logs (actor, epoch) VALUES ($1, nextval('rayakka_epochs'))
                ON CONFLICT (actor) DO UPDATE SET epoch = excluded.epoch WHERE rayakka_logs.epoch < excluded.epoch RETURNING epoch
                """,
                actor.ToKey()).ConfigureAwait(false);
            if (epoch is long taken)
            {
                return taken;
            }

            // Another transaction drew a higher number and was first; this one has the lock now, and its next number is higher still.
        }
    }

    private async Task CutTornEndAsync(ActorId actor, LogState state)
    {
        if (state.LastPosition == state.CheckpointPosition
            || await ScalarAsync("SELECT bytes FROM rayakka_records WHERE log = $1 AND position = $2", state.Id, state.LastPosition).ConfigureAwait(false) is not byte[] last)
        {
            return;
        }

        if (RecordEnvelope.Inspect(EnvelopeKind.Record, actor, state.LastPosition, last) == EnvelopeState.Torn)
        {
            await RunAsync("DELETE FROM rayakka_records WHERE log = $1 AND position = $2", state.Id, state.LastPosition).ConfigureAwait(false);
            log.TornRecordCut(actor, state.LastPosition, last.Length);
            state.LastPosition--;
        }
        else
        {
            RecordEnvelope.Open(EnvelopeKind.Record, actor, state.LastPosition, last);
        }
    }

    private async Task DeleteAsync(DeleteOperation delete)
    {
        var state = Owned(delete.Actor, delete.Epoch);
        await SendAsync().ConfigureAwait(false);
        await RunAsync("DELETE FROM rayakka_records WHERE log = $1", state.Id).ConfigureAwait(false);
        await RunAsync("DELETE FROM rayakka_checkpoints WHERE log = $1", state.Id).ConfigureAwait(false);
        await RunAsync("DELETE FROM rayakka_logs WHERE id = $1", state.Id).ConfigureAwait(false);
        await RunAsync("DELETE FROM rayakka_actors WHERE actor = $1", delete.Actor.ToKey()).ConfigureAwait(false);
        _logs.Remove(delete.Actor);
    }

    private async Task<bool> PutAsync(PutActorOperation put)
    {
        var entry = put.Entry;
        var key = entry.Id.ToKey();
        if (entry.Name is { } name)
        {
            // An upsert decides by one key only, the actor's: the name is looked at before, and nobody else may take it in between.
            await RunAsync("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", $"{entry.Namespace}\n{name}").ConfigureAwait(false);
            if (await ScalarAsync("SELECT actor FROM rayakka_actors WHERE namespace = $1 AND name = $2", entry.Namespace, name).ConfigureAwait(false) is byte[] holder
                && !holder.AsSpan().SequenceEqual(key))
            {
                return false;
            }
        }

        await RunAsync(
            """
            INSERT INTO rayakka_actors (actor, namespace, name, class, description) VALUES ($1, $2, $3, $4, $5)
            ON CONFLICT (actor) DO UPDATE SET namespace = excluded.namespace, name = excluded.name, class = excluded.class, description = excluded.description
            """,
            key, entry.Namespace, (object?)entry.Name ?? DBNull.Value, entry.ClassName, put.Description).ConfigureAwait(false);
        return true;
    }

    private LogState Owned(ActorId actor, long epoch) => Find(actor) is { } state && state.Epoch == epoch ? state : throw new FencedException(actor, epoch);

    private async Task FindAsync(byte[][] keys)
    {
        var command = Command(
            """
            SELECT actor, id, epoch, checkpoint_position, coalesce((SELECT max(position) FROM rayakka_records WHERE log = id), checkpoint_position)
            FROM rayakka_logs WHERE actor = ANY($1)
            """,
            (object)keys);
        await using var disposed = command.ConfigureAwait(false);
        var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var closed = rows.ConfigureAwait(false);
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            _logs[ActorKeys.ToActor(rows.GetFieldValue<byte[]>(0))] = new LogState
            {
                Id = rows.GetInt64(1),
                Epoch = rows.GetInt64(2),
                CheckpointPosition = rows.GetInt64(3),
                LastPosition = rows.GetInt64(4),
            };
        }
    }

    private async Task<int> RunAsync(string sql, params object[] values)
    {
        var command = Command(sql, values);
        await using var disposed = command.ConfigureAwait(false);
        return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
    }

    private async Task<object?> ScalarAsync(string sql, params object[] values)
    {
        var command = Command(sql, values);
        await using var disposed = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync().ConfigureAwait(false);
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });

        return command;
    }
}

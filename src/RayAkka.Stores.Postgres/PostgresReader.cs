using Npgsql;
using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Postgres;

/// <summary>What is read beside the writer, on connections of their own. A read whose connection is lost is made again.</summary>
internal sealed class PostgresReader(PostgresDatabase database, StoreLog log, TimeProvider time, TimeSpan patience) : IRecordReader
{
    private const int PageRecords = 1024;
    private const long PageBytes = 4 << 20;

    /// <summary>The records after a position, as many as fit into a page; none at the end.</summary>
    /// <exception cref="JournalException">Fenced, damaged or not readable.</exception>
    public Task<List<StoredRecord>> PageAsync(ActorId actor, long epoch, long after) => OnAsync(
        // One statement sees one state: a log that is taken over meanwhile shows no gap.
        """
        SELECT r.position, r.bytes FROM rayakka_logs l
        LEFT JOIN LATERAL (SELECT position, bytes FROM rayakka_records WHERE log = l.id AND position > $3 ORDER BY position LIMIT $4) r ON true
        WHERE l.actor = $1 AND l.epoch = $2 ORDER BY r.position
        """,
        [actor.ToKey(), epoch, after, PageRecords],
        rows => PageAsync(actor, epoch, after, rows));

    /// <exception cref="JournalException">It is damaged or not readable.</exception>
    public Task<List<DurableActor>> ActorsAsync(string @namespace, string name) => OnAsync(
        "SELECT actor, namespace, name, class, description FROM rayakka_actors WHERE namespace = $1 AND name = $2", [@namespace, name], ActorsAsync);

    /// <exception cref="JournalException">It is damaged or not readable.</exception>
    public Task<List<DurableActor>> ActorsAsync() => OnAsync("SELECT actor, namespace, name, class, description FROM rayakka_actors", [], ActorsAsync);

    /// <exception cref="JournalException">It is not readable.</exception>
    public Task<List<ActorId>> LogsAsync() => OnAsync("SELECT actor FROM rayakka_logs", [], static async rows =>
    {
        var actors = new List<ActorId>();
        while (await rows.ReadAsync().ConfigureAwait(false))
            actors.Add(ActorKeys.ToActor(rows.GetFieldValue<byte[]>(0)));

        return actors;
    });

    private static async Task<List<StoredRecord>> PageAsync(ActorId actor, long epoch, long after, NpgsqlDataReader rows)
    {
        var records = new List<StoredRecord>();
        var size = 0L;
        if (!await rows.ReadAsync().ConfigureAwait(false))
        {
            throw new FencedException(actor, epoch);
        }

        do
        {
            if (rows.IsDBNull(0))
            {
                break;
            }

            var (position, bytes) = (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1));
            PositionRules.IsNext(actor, position, ++after);
            records.Add(new StoredRecord(position, RecordEnvelope.Open(EnvelopeKind.Record, actor, position, bytes)));
            size += bytes.Length;
        }
        while (size < PageBytes && await rows.ReadAsync().ConfigureAwait(false));
        return records;
    }

    private static async Task<List<DurableActor>> ActorsAsync(NpgsqlDataReader rows)
    {
        var actors = new List<DurableActor>();
        while (await rows.ReadAsync().ConfigureAwait(false))
        {
            var actor = ActorKeys.ToActor(rows.GetFieldValue<byte[]>(0));
            var description = RecordEnvelope.Open(EnvelopeKind.Actor, actor, 0, rows.GetFieldValue<byte[]>(4));
            actors.Add(new DurableActor(actor, rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetString(3), description));
        }

        return actors;
    }

    private async Task<T> OnAsync<T>(string sql, object[] values, Func<NpgsqlDataReader, Task<T>> read)
    {
        var tries = new Patience(patience, time, CancellationToken.None);
        while (true)
        {
            try
            {
                return await TryAsync(sql, values, read).ConfigureAwait(false);
            }
            catch (Exception exception) when (PostgresErrors.IsOfTheDatabase(exception))
            {
                var failure = database.Errors.Translate(exception);
                if (!PostgresErrors.IsTransient(exception) || tries.Next() is not { } pause)
                {
                    throw failure;
                }

                log.ConnectionLost(database.Name, pause, failure.Message);
                await tries.WaitAsync(pause).ConfigureAwait(false);
            }
        }
    }

    private async Task<T> TryAsync<T>(string sql, object[] values, Func<NpgsqlDataReader, Task<T>> read)
    {
        var connection = await database.ReadAsync().ConfigureAwait(false);
        await using var returned = connection.ConfigureAwait(false);
        var command = new NpgsqlCommand(sql, connection);
        await using var disposed = command.ConfigureAwait(false);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });

        var rows = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await using var closed = rows.ConfigureAwait(false);
        return await read(rows).ConfigureAwait(false);
    }
}

using Microsoft.Data.Sqlite;
using RayAkka.Recovery.Stores;
using RayAkka.Recovery.Stores.Commits;

namespace RayAkka.Stores.Sqlite;

/// <summary>What is read beside the writer, on connections of their own.</summary>
internal sealed class SqliteReader(SqliteFile file) : IRecordReader
{
    private const int PageRecords = 4096;
    private const long PageBytes = 4 << 20;

    private const string Query = """
        SELECT position, bytes FROM settled WHERE log = $1 AND position > $2
        UNION ALL SELECT position, bytes FROM records WHERE log = $1 AND position > $2
        ORDER BY position LIMIT $3
        """;

    /// <summary>The records after a position, as many as fit into a page; none at the end.</summary>
    /// <exception cref="JournalException">Fenced, damaged or not readable.</exception>
    public Task<List<StoredRecord>> PageAsync(ActorId actor, long epoch, long after) => OnAsync(connection =>
    {
        SqliteFile.Execute(connection, "BEGIN");
        try
        {
            return Page(connection, actor, epoch, after);
        }
        finally
        {
            SqliteFile.Execute(connection, "COMMIT");
        }
    });

    /// <exception cref="JournalException">It is damaged or not readable.</exception>
    public Task<List<DurableActor>> ActorsAsync(string? @namespace, string? name) => OnAsync(connection =>
    {
        using var query = new Statement(connection, "SELECT actor, namespace, name, class, description FROM actors WHERE $1 IS NULL OR namespace = $1 AND name = $2", 2);
        using var rows = query.Query((object?)@namespace ?? DBNull.Value, (object?)name ?? DBNull.Value);
        var actors = new List<DurableActor>();
        while (rows.Read())
        {
            var actor = ActorKeys.ToActor(rows.GetFieldValue<byte[]>(0));
            var description = RecordEnvelope.Open(EnvelopeKind.Actor, actor, 0, rows.GetFieldValue<byte[]>(4));
            actors.Add(new DurableActor(actor, rows.GetString(1), rows.IsDBNull(2) ? null : rows.GetString(2), rows.GetString(3), description));
        }

        return actors;
    });

    /// <exception cref="JournalException">It is not readable.</exception>
    public Task<List<DurableActor>> ActorsAsync() => ActorsAsync(null, null);

    /// <exception cref="JournalException">It is not readable.</exception>
    public Task<List<ActorId>> LogsAsync() => OnAsync(connection =>
    {
        using var query = new Statement(connection, "SELECT actor FROM logs", 0);
        using var rows = query.Query();
        var actors = new List<ActorId>();
        while (rows.Read())
            actors.Add(ActorKeys.ToActor(rows.GetFieldValue<byte[]>(0)));

        return actors;
    });

    private static List<StoredRecord> Page(SqliteConnection connection, ActorId actor, long epoch, long after)
    {
        using var find = new Statement(connection, "SELECT id FROM logs WHERE actor = $1 AND epoch = $2", 2);
        if (find.Scalar(actor.ToKey(), epoch) is not long log)
        {
            throw new FencedException(actor, epoch);
        }

        using var query = new Statement(connection, Query, 3);
        using var rows = query.Query(log, after, (long)PageRecords);
        var records = new List<StoredRecord>();
        for (var size = 0L; size < PageBytes && rows.Read();)
        {
            var (position, bytes) = (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1));
            PositionRules.IsNext(actor, position, ++after);
            records.Add(new StoredRecord(position, RecordEnvelope.Open(EnvelopeKind.Record, actor, position, bytes)));
            size += bytes.Length;
        }

        return records;
    }

    private Task<T> OnAsync<T>(Func<SqliteConnection, T> read) => Task.Run(() =>
    {
        try
        {
            using var connection = file.Open();
            return read(connection);
        }
        catch (SqliteException exception)
        {
            throw file.Errors.Translate(exception);
        }
    });
}

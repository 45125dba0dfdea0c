using Npgsql;
using RayAkka.Recovery.Stores;

namespace RayAkka.Stores.Postgres;

/// <summary>The tables, made at first use in the first schema of the search path.</summary>
/// <remarks>
/// Epochs come from one sequence: so those of an actor grow also over its deletion, and nothing need be kept of a deleted one.
/// </remarks>
internal static class PostgresSchema
{
    private const int Version = 1;

    /// <summary>Keeps processes that come first at the same time from making the tables twice.</summary>
    private const long CreationLock = 0x5241594A;

    private const string Tables = """
        CREATE SEQUENCE IF NOT EXISTS rayakka_epochs;
        CREATE TABLE IF NOT EXISTS rayakka_logs (
            id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
            actor bytea NOT NULL UNIQUE,
            epoch bigint NOT NULL,
            checkpoint_position bigint NOT NULL DEFAULT 0
        );
        CREATE TABLE IF NOT EXISTS rayakka_records (
            log bigint NOT NULL,
            position bigint NOT NULL,
            bytes bytea NOT NULL,
            PRIMARY KEY (log, position)
        );
        CREATE TABLE IF NOT EXISTS rayakka_checkpoints (log bigint PRIMARY KEY, bytes bytea NOT NULL);
        CREATE TABLE IF NOT EXISTS rayakka_actors (
            actor bytea PRIMARY KEY,
            namespace text NOT NULL,
            name text,
            class text NOT NULL,
            description bytea NOT NULL,
            UNIQUE (namespace, name)
        );
        CREATE TABLE IF NOT EXISTS rayakka_format (version integer NOT NULL);
        """;

    // A server that is set to confirm commits later than the default may go on doing so. A transaction whose client is gone must not keep its
    // locks until the network notices.
    private const string Session = """
        SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply');
        SET idle_in_transaction_session_timeout = '10s';
        """;

    /// <summary>Sets a connection up for writing.</summary>
    /// <exception cref="JournalException">The database cannot be used for journals.</exception>
    /// <exception cref="NpgsqlException">It cannot be read or written.</exception>
    public static async Task PrepareAsync(NpgsqlConnection connection, string store, StoreLog log)
    {
        await ExecuteAsync(connection, Session).ConfigureAwait(false);
        if (await ExecuteAsync(connection, "SHOW fsync").ConfigureAwait(false) is "off")
        {
            log.StoreNotDurable(store);
        }

        if (await ExecuteAsync(connection, "SELECT to_regclass('rayakka_format')::text").ConfigureAwait(false) is not string)
        {
            await CreateAsync(connection).ConfigureAwait(false);
        }

        var version = (int)(await ExecuteAsync(connection, "SELECT max(version) FROM rayakka_format").ConfigureAwait(false))!;
        if (version > Version)
        {
            throw new JournalException($"{Sentence.Start(store)} was written by a later version of RayAkka (format {version}, this one knows {Version}); use that version.");
        }
    }

    // What the session has looked up before it got the lock may be out of date: the statements decide again.
    private static async Task CreateAsync(NpgsqlConnection connection)
    {
        var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        await using var ended = transaction.ConfigureAwait(false);
        await ExecuteAsync(connection, $"SELECT pg_advisory_xact_lock({CreationLock})").ConfigureAwait(false);
        await ExecuteAsync(connection, Tables).ConfigureAwait(false);
        await ExecuteAsync(connection, $"INSERT INTO rayakka_format SELECT {Version} WHERE NOT EXISTS (SELECT FROM rayakka_format)").ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
    }

    private static async Task<object?> ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        var command = new NpgsqlCommand(sql, connection);
        await using var disposed = command.ConfigureAwait(false);
        return await command.ExecuteScalarAsync().ConfigureAwait(false);
    }
}

using Microsoft.Data.Sqlite;

namespace RayAkka.Stores.Sqlite;

/// <summary>The tables, made at first use.</summary>
/// <remarks>
/// <para>
/// Epochs come from one counter for the whole file: so those of an actor grow also over its deletion, and nothing need be kept of a deleted one.
/// </para>
/// <para>
/// A record is written into <c>records</c>, in the order of the commits, so that those of one commit lie side by side: a commit of many actors writes a page or
/// two. From there they go on to <c>settled</c>, which is ordered by log, some thousands at a time, so that each page of it takes several. A log is what both tables have of it behind its
/// checkpoint; what a checkpoint covers may still lie in <c>records</c> and counts no longer.
/// </para>
/// </remarks>
internal static class SqliteSchema
{
    /// <summary>Marks a file as a journal of RayAkka ("RAYJ").</summary>
    private const long ApplicationId = 0x5241594A;
    private const long Version = 2;

    private const string Tables = """
        CREATE TABLE epochs (last INTEGER NOT NULL) STRICT;
        INSERT INTO epochs VALUES (0);
        CREATE TABLE logs (
            id INTEGER PRIMARY KEY,
            actor BLOB NOT NULL UNIQUE,
            epoch INTEGER NOT NULL,
            checkpoint_position INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE TABLE records (
            id INTEGER PRIMARY KEY,
            log INTEGER NOT NULL,
            position INTEGER NOT NULL,
            bytes BLOB NOT NULL
        ) STRICT;
        CREATE TABLE settled (
            log INTEGER NOT NULL,
            position INTEGER NOT NULL,
            bytes BLOB NOT NULL,
            PRIMARY KEY (log, position)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE checkpoints (log INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
        CREATE TABLE actors (
            actor BLOB PRIMARY KEY,
            namespace TEXT NOT NULL,
            name TEXT,
            class TEXT NOT NULL,
            description BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX actor_names ON actors (namespace, name) WHERE name IS NOT NULL;
        """;

    /// <summary>Sets a connection up for writing: every commit is on the disk before it is reported.</summary>
    /// <exception cref="JournalException">The file cannot be used as a journal.</exception>
    /// <exception cref="SqliteException">The file cannot be read or written.</exception>
    public static void Prepare(SqliteConnection connection, string store)
    {
        // In this order: another process may make the tables and the id, in one transaction, between the two looks.
        var isEmpty = Number(connection, "SELECT count(*) FROM sqlite_schema") == 0;
        var application = Number(connection, "PRAGMA application_id");
        if (application != ApplicationId && !(application == 0 && isEmpty))
        {
            throw new JournalException($"{Named(store)} is the database of another program; name a file that does not exist yet, or one that RayAkka has made.");
        }

        if (!"wal".Equals(SqliteFile.Execute(connection, "PRAGMA journal_mode = WAL")))
        {
            throw new JournalException($"{Named(store)} is on a file system that has no shared memory, such as a network share; put it on a local disk.");
        }

        // FULL: the write-ahead log is flushed at each commit. It is copied into the file every 16 MiB, not every 4.
        SqliteFile.Execute(connection, "PRAGMA synchronous = FULL");
        SqliteFile.Execute(connection, "PRAGMA wal_autocheckpoint = 4096");
        Create(connection, store);
    }

    private static void Create(SqliteConnection connection, string store)
    {
        // Two processes may come first at the same time.
        SqliteFile.Execute(connection, "BEGIN IMMEDIATE");
        var version = Number(connection, "PRAGMA user_version");
        if (version == 0)
        {
            SqliteFile.Execute(connection, Tables);
            SqliteFile.Execute(connection, $"PRAGMA application_id = {ApplicationId}");
            SqliteFile.Execute(connection, $"PRAGMA user_version = {Version}");
        }

        SqliteFile.Execute(connection, "COMMIT");
        if (version is > 0 and < Version)
        {
            throw new JournalException($"{Named(store)} was written by an earlier version of RayAkka (format {version}, this one knows {Version}); use that version, or name another file.");
        }

        if (version > Version)
        {
            throw new JournalException($"{Named(store)} was written by a later version of RayAkka (format {version}, this one knows {Version}); use that version.");
        }
    }

    private static string Named(string store) => Recovery.Stores.Sentence.Start(store);

    private static long Number(SqliteConnection connection, string sql) => (long)SqliteFile.Execute(connection, sql)!;
}

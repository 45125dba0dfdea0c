using Microsoft.Data.Sqlite;

namespace RayAkka.Stores.Sqlite;

/// <summary>The file of a store and how connections to it are made.</summary>
internal sealed class SqliteFile
{
    /// <summary>How long another process may hold the write lock before an operation gives up on it. Commits take milliseconds.</summary>
    public static readonly TimeSpan DefaultLockTimeout = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _lockTimeout;
    private readonly string _connection;

    /// <exception cref="ArgumentException">The path is not one.</exception>
    public SqliteFile(string path, TimeSpan lockTimeout)
    {
        _lockTimeout = lockTimeout;
        Path = System.IO.Path.GetFullPath(path);
        Name = $"the SQLite journal {Path}";
        Errors = new SqliteErrors(Name, lockTimeout);

        // SQLite itself waits for locks (see Open); the provider, which would try again in coarse steps, waits no longer than that.
        _connection = new SqliteConnectionStringBuilder { DataSource = Path, DefaultTimeout = 1 }.ToString();
    }

    public string Path { get; }

    public string Name { get; }

    public SqliteErrors Errors { get; }

    /// <exception cref="SqliteException">It cannot be opened.</exception>
    public SqliteConnection Open()
    {
        var connection = new SqliteConnection(_connection);
        try
        {
            connection.Open();
            Execute(connection, $"PRAGMA busy_timeout = {(long)_lockTimeout.TotalMilliseconds}");
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closes what is kept open for the next reader.</summary>
    public void CloseIdle()
    {
        using var connection = new SqliteConnection(_connection);
        SqliteConnection.ClearPool(connection);
    }

    public static object? Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

using Npgsql;
using RayAkka.Recovery.Stores;

namespace RayAkka.Stores.Postgres;

/// <summary>The database of a store and how connections to it are made.</summary>
internal sealed class PostgresDatabase : IAsyncDisposable
{
    private readonly NpgsqlDataSource _source;

    /// <exception cref="ArgumentException">The text is not a connection string.</exception>
    public PostgresDatabase(string connection)
    {
        var builder = Parse(connection);
        builder.ApplicationName ??= "RayAkka";
        builder.TcpKeepAlive = true;
        _source = NpgsqlDataSource.Create(builder);
        Name = $"the PostgreSQL journal in the database {builder.Database ?? builder.Username} at {builder.Host}:{builder.Port}";
        Errors = new PostgresErrors(Name);
    }

    public string Name { get; }

    public PostgresErrors Errors { get; }

    /// <summary>A connection for reading, from the pool.</summary>
    public async Task<NpgsqlConnection> ReadAsync() => await _source.OpenConnectionAsync().ConfigureAwait(false);

    /// <summary>A connection for writing, with tables to write to.</summary>
    public async Task<NpgsqlConnection> WriteAsync(StoreLog log)
    {
        var connection = await _source.OpenConnectionAsync().ConfigureAwait(false);
        try
        {
            await PostgresSchema.PrepareAsync(connection, Name, log).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    private static NpgsqlConnectionStringBuilder Parse(string connection)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connection);
            if (builder.Host is not null)
            {
                return builder;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException)
        {
            // What was given may hold a password: it is not repeated.
        }

        throw new ArgumentException("The connection of the PostgreSQL journal is not a connection string; write it like Host=db1;Database=rayakka;Username=rayakka;Password=...");
    }
}

using RayAkka.Recovery.Stores;

namespace RayAkka;

/// <summary>Keeps journals in PostgreSQL.</summary>
public static class RayOptionsPostgresExtensions
{
    /// <summary>
    /// Keeps the journals of Replay actors in a PostgreSQL database (13 or newer), which all nodes of a cluster share; its tables, <c>rayakka_...</c>, are made at first use.
    /// What was acknowledged survives the loss of every node, and the end and crash of the server, but not the loss of the server's disk. While the
    /// server cannot be reached, calls wait for it, 30 seconds at most. On the Akka.NET engine the same is said by <c>rayakka.journal</c> in the configuration.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="connectionString">Npgsql's connection string, such as <c>Host=db1;Database=rayakka;Username=rayakka;Password=...</c>.</param>
    /// <exception cref="ArgumentException">The connection string is empty.</exception>
    public static RayOptions UsePostgresJournal(this RayOptions options, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        return options with { Journal = new JournalChoice(JournalChoice.Postgres, connectionString) };
    }
}

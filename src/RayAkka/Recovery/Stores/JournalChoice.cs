namespace RayAkka.Recovery.Stores;

/// <summary>Which store a session keeps its journals in.</summary>
/// <param name="Store">The name of a kind of store; see <see cref="RecordStores"/>.</param>
/// <param name="Connection">What that kind needs to know: a path, a connection string.</param>
internal sealed record JournalChoice(string Store, string Connection)
{
    public const string Memory = "memory";
    public const string Sqlite = "sqlite";
    public const string Postgres = "postgres";
    public const string AkkaPersistence = "akka-persistence";

    // A connection string may hold a password, which must not get into a log.
    public override string ToString() => Store;
}

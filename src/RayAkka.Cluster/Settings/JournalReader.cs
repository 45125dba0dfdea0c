using RayAkka.Recovery.Stores;

namespace RayAkka.Cluster.Settings;

/// <summary>Reads <c>rayakka.journal</c>.</summary>
internal static class JournalReader
{
    /// <returns>Null: the memory.</returns>
    public static JournalChoice? Read(SettingsReader reader, string folder)
    {
        var store = reader.Choice("journal.store", [.. RecordStores.Kinds]);
        var connection = reader.Text("journal.connection");
        switch (store)
        {
            case JournalChoice.Memory when connection.Length > 0:
                reader.Refuse("journal.connection", "is set, but rayakka.journal.store is memory; name the store, too.");
                return null;
            case JournalChoice.Memory:
                return null;
            case JournalChoice.Sqlite or JournalChoice.Postgres when connection.Length == 0:
                reader.Refuse("journal.connection", $"is empty; give the {(store == JournalChoice.Sqlite ? "path of the file" : "connection string of the database")}.");
                return null;
            default:
                return new JournalChoice(store, store == JournalChoice.Sqlite ? Path.Combine(folder, connection) : connection);
        }
    }
}

using RayAkka.Recovery.Stores;
using RayAkka.Stores.Postgres;
using RayAkka.Stores.Sqlite;

namespace RayAkka.Stores.Tests.Support;

/// <summary>Opens the store that a harness told a child process of.</summary>
internal static class StoreKinds
{
    public static async Task<IRecordStore> OpenAsync(string kind, string contents) => kind switch
    {
        "sqlite" => SqliteRecordStore.Open(contents, new StoreLog(null)),
        "postgres" => await PostgresRecordStore.OpenAsync(contents, new StoreLog(null), TimeProvider.System),
        _ => throw new ArgumentException($"There is no store '{kind}'."),
    };
}

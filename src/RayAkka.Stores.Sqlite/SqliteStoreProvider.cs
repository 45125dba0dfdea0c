using RayAkka.Recovery.Stores;
using RayAkka.Stores.Sqlite;

[assembly: RecordStoreProvider(typeof(SqliteStoreProvider))]

namespace RayAkka.Stores.Sqlite;

internal sealed class SqliteStoreProvider : IRecordStoreProvider
{
    public Task<IRecordStore> OpenAsync(StoreSettings settings) =>
        Task.Run<IRecordStore>(() => SqliteRecordStore.Open(settings.Connection, new StoreLog(settings.LoggerFactory)));
}

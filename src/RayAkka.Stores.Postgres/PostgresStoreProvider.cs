using RayAkka.Recovery.Stores;
using RayAkka.Stores.Postgres;

[assembly: RecordStoreProvider(typeof(PostgresStoreProvider))]

namespace RayAkka.Stores.Postgres;

internal sealed class PostgresStoreProvider : IRecordStoreProvider
{
    public async Task<IRecordStore> OpenAsync(StoreSettings settings) =>
        await PostgresRecordStore.OpenAsync(settings.Connection, new StoreLog(settings.LoggerFactory), settings.Time).ConfigureAwait(false);
}

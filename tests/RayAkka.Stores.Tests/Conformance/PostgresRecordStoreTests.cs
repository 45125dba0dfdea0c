using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Conformance;

[Needs(typeof(PostgresServer))]
public sealed class PostgresRecordStoreTests : RecordStoreSuite
{
    private protected override async Task<StoreHarness> MakeAsync() => await PostgresHarness.MakeAsync();
}

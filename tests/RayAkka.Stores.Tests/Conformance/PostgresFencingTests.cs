using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Conformance;

[Needs(typeof(PostgresServer))]
public sealed class PostgresFencingTests : FencingSuite
{
    private protected override async Task<StoreHarness> MakeAsync() => await PostgresHarness.MakeAsync();
}

using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Conformance;

[Needs(typeof(PostgresServer))]
public sealed class PostgresCrashTests : CrashSuite
{
    private protected override async Task<StoreHarness> MakeAsync() => await PostgresHarness.MakeAsync();
}

using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Conformance;

[Needs(typeof(PostgresServer))]
public sealed class PostgresDamageTests : DamageSuite
{
    private protected override async Task<DatabaseHarness> MakeAsync() => await PostgresHarness.MakeAsync();
}

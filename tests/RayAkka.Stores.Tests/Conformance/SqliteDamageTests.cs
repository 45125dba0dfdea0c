using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Conformance;

public sealed class SqliteDamageTests : DamageSuite
{
    private protected override Task<DatabaseHarness> MakeAsync() => Task.FromResult<DatabaseHarness>(new SqliteHarness());
}

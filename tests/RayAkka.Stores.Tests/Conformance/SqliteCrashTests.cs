using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Conformance;

public sealed class SqliteCrashTests : CrashSuite
{
    private protected override Task<StoreHarness> MakeAsync() => Task.FromResult<StoreHarness>(new SqliteHarness());
}

using RayAkka.Stores.Tests.Support;

namespace RayAkka.Stores.Tests.Conformance;

public sealed class MemoryDirectoryTests : DirectorySuite
{
    private protected override Task<StoreHarness> MakeAsync() => Task.FromResult<StoreHarness>(new MemoryHarness());
}

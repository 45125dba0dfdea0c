using RayAkka.Recovery.Stores;

namespace RayAkka.Stores.Tests.Support;

internal sealed class MemoryHarness : StoreHarness
{
    private readonly MemoryRecordStore _store = new();

    public override bool IsShared => false;

    public override string[] ChildArguments => throw new NotSupportedException("The memory of a process has no other.");

    protected override Task<IRecordStore> OpenStoreAsync() => Task.FromResult<IRecordStore>(_store);

    protected override Task RemoveAsync() => Task.CompletedTask;
}

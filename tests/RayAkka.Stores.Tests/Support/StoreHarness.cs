using RayAkka.Recovery.Stores;

namespace RayAkka.Stores.Tests.Support;

/// <summary>One place where stores keep things, and the stores over it.</summary>
internal abstract class StoreHarness : IAsyncDisposable
{
    private readonly List<IRecordStore> _stores = [];

    /// <summary>Lines that the stores have logged.</summary>
    public LogLines Log { get; } = new();

    /// <summary>Whether each store is one of its own over the same contents, as in another process.</summary>
    public virtual bool IsShared => true;

    /// <summary>What tells a child process which contents to use.</summary>
    public abstract string[] ChildArguments { get; }

    /// <summary>Opens one more store over the contents.</summary>
    public async Task<IRecordStore> OpenAsync()
    {
        var store = await OpenStoreAsync();
        _stores.Add(store);
        return store;
    }

    public async Task CloseAsync(IRecordStore store)
    {
        _stores.Remove(store);
        await store.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _stores)
            await store.DisposeAsync();

        await RemoveAsync();
    }

    protected abstract Task<IRecordStore> OpenStoreAsync();

    protected abstract Task RemoveAsync();
}

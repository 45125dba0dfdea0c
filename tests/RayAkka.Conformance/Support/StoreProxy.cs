using RayAkka.Recovery.Stores;

namespace RayAkka.Conformance.Support;

/// <summary>A store that a test can hold up, and make fail: the decision is asked before each append and each checkpoint.</summary>
internal class StoreProxy(IRecordStore inner) : IRecordStore
{
    private int _appends;

    public string Name => inner.Name;

    public StoreReach Reach => inner.Reach;

    /// <summary>Asked with the actor before an append or checkpoint is done; what it throws is what became of it.</summary>
    public Func<ActorId, Task>? Before { get; set; }

    /// <summary>Asked with the actor behind one that was done.</summary>
    public Func<ActorId, Task>? After { get; set; }

    /// <summary>Asked before a log is opened.</summary>
    public Func<ActorId, Task>? Opening { get; set; }

    public int Appends => Volatile.Read(ref _appends);

    public async Task<OpenedLog> OpenAsync(ActorId actor)
    {
        await (Opening?.Invoke(actor) ?? Task.CompletedTask);
        return await inner.OpenAsync(actor);
    }

    public virtual IAsyncEnumerable<StoredRecord> ReadAsync(ActorId actor, long epoch, long after) => inner.ReadAsync(actor, epoch, after);

    public virtual async Task AppendAsync(ActorId actor, long epoch, long first, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        await (Before?.Invoke(actor) ?? Task.CompletedTask);
        await inner.AppendAsync(actor, epoch, first, records);
        Interlocked.Increment(ref _appends);
        await (After?.Invoke(actor) ?? Task.CompletedTask);
    }

    public Task CheckEpochAsync(ActorId actor, long epoch) => inner.CheckEpochAsync(actor, epoch);

    public async Task SaveCheckpointAsync(ActorId actor, long epoch, long position, ReadOnlyMemory<byte> state)
    {
        await (Before?.Invoke(actor) ?? Task.CompletedTask);
        await inner.SaveCheckpointAsync(actor, epoch, position, state);
        await (After?.Invoke(actor) ?? Task.CompletedTask);
    }

    public Task DeleteAsync(ActorId actor, long epoch) => inner.DeleteAsync(actor, epoch);

    public Task<bool> TryPutActorAsync(DurableActor actor) => inner.TryPutActorAsync(actor);

    public Task RemoveActorAsync(ActorId actor) => inner.RemoveActorAsync(actor);

    public Task<DurableActor?> FindActorAsync(string @namespace, string name) => inner.FindActorAsync(@namespace, name);

    public Task<IReadOnlyList<DurableActor>> ListActorsAsync() => inner.ListActorsAsync();

    public Task<IReadOnlyList<ActorId>> ListLogsAsync() => inner.ListLogsAsync();

    public ValueTask DisposeAsync() => inner.DisposeAsync();
}

using RayAkka.Recovery.Stores;

namespace RayAkka.Simulation.Engine;

/// <summary>A store of records whose operations take steps of their own, and fail.</summary>
internal sealed class SimulatedRecordStore(SimulatedStore store) : IRecordStore
{
    private readonly MemoryRecordStore _records = new();

    public string Name => "the simulated journal";

    public StoreReach Reach => StoreReach.Process;

    // A writer is an incarnation: what one has failed to write does not stop the next one.
    public Task<OpenedLog> OpenAsync(ActorId actor) => store.DoAsync(actor, new object(), $"open {Short(actor)}", () => Result(_records.OpenAsync(actor)));

    public IAsyncEnumerable<StoredRecord> ReadAsync(ActorId actor, long epoch, long after) => _records.ReadAsync(actor, epoch, after);

    public Task AppendAsync(ActorId actor, long epoch, long first, IReadOnlyList<ReadOnlyMemory<byte>> records) =>
        store.DoAsync(actor, (actor, epoch), $"append {records.Count} records to {Short(actor)} at {first}", () => Result(_records.AppendAsync(actor, epoch, first, records)));

    public Task CheckEpochAsync(ActorId actor, long epoch) =>
        store.DoAsync(actor, (actor, epoch), $"check {Short(actor)}", () => Result(_records.CheckEpochAsync(actor, epoch)));

    public Task SaveCheckpointAsync(ActorId actor, long epoch, long position, ReadOnlyMemory<byte> state) =>
        store.DoAsync(actor, (actor, epoch), $"save {Short(actor)} at {position}", () => Result(_records.SaveCheckpointAsync(actor, epoch, position, state)));

    public Task DeleteAsync(ActorId actor, long epoch) => store.DoAsync(actor, (actor, epoch), $"delete {Short(actor)}", () => Result(_records.DeleteAsync(actor, epoch)));

    public Task<bool> TryPutActorAsync(DurableActor actor) => _records.TryPutActorAsync(actor);

    public Task RemoveActorAsync(ActorId actor) => _records.RemoveActorAsync(actor);

    public Task<DurableActor?> FindActorAsync(string @namespace, string name) => _records.FindActorAsync(@namespace, name);

    public Task<IReadOnlyList<DurableActor>> ListActorsAsync() => _records.ListActorsAsync();

    public Task<IReadOnlyList<ActorId>> ListLogsAsync() => _records.ListLogsAsync();

    public ValueTask DisposeAsync() => _records.DisposeAsync();

    private static string Short(ActorId actor) => actor.ToString()[^4..];

    private static T Result<T>(Task<T> task) => task.GetAwaiter().GetResult();

    private static void Result(Task task) => task.GetAwaiter().GetResult();
}

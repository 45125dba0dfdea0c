using RayAkka.Diagnostics;

namespace RayAkka.Recovery.Stores;

/// <summary>
/// A store in the memory of the process, which is "durable" at once. What is in it survives the loss of an actor and of a virtual node, and nothing else.
/// </summary>
internal sealed class MemoryRecordStore : IRecordStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ActorId, MemoryLog> _logs = [];
    private readonly Dictionary<ActorId, DurableActor> _actors = [];
    private long _epochs;

    public string Name => "the journal in memory";

    public StoreReach Reach => StoreReach.Process;

    public Task<OpenedLog> OpenAsync(ActorId actor)
    {
        lock (_lock)
        {
            if (!_logs.TryGetValue(actor, out var log))
            {
                _logs[actor] = log = new MemoryLog();
            }

            return Task.FromResult(log.Open(++_epochs));
        }
    }

    public async IAsyncEnumerable<StoredRecord> ReadAsync(ActorId actor, long epoch, long after)
    {
        StoredRecord[] records;
        lock (_lock)
            records = Owned(actor, epoch).After(after);

        foreach (var record in records)
            yield return record;

        await Task.CompletedTask;
    }

    public Task AppendAsync(ActorId actor, long epoch, long first, IReadOnlyList<ReadOnlyMemory<byte>> records) =>
        Apply(actor, epoch, log => log.Append(actor, first, records));

    public Task CheckEpochAsync(ActorId actor, long epoch) => Apply(actor, epoch, static _ => { });

    public Task SaveCheckpointAsync(ActorId actor, long epoch, long position, ReadOnlyMemory<byte> state) =>
        Apply(actor, epoch, log => log.Save(actor, position, state));

    public Task DeleteAsync(ActorId actor, long epoch) => Apply(actor, epoch, _ =>
    {
        _logs.Remove(actor);
        _actors.Remove(actor);
    });

    public Task<bool> TryPutActorAsync(DurableActor actor)
    {
        lock (_lock)
        {
            var taken = actor.Name is { } name && Find(actor.Namespace, name) is { } other && other.Id != actor.Id;
            if (!taken)
            {
                _actors[actor.Id] = actor with { Description = actor.Description.ToArray() };
            }

            return Task.FromResult(!taken);
        }
    }

    public Task RemoveActorAsync(ActorId actor)
    {
        lock (_lock)
            _actors.Remove(actor);

        return Task.CompletedTask;
    }

    public Task<DurableActor?> FindActorAsync(string @namespace, string name)
    {
        lock (_lock)
            return Task.FromResult(Find(@namespace, name));
    }

    public Task<IReadOnlyList<DurableActor>> ListActorsAsync()
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<DurableActor>>([.. _actors.Values]);
    }

    public Task<IReadOnlyList<ActorId>> ListLogsAsync()
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<ActorId>>([.. _logs.Keys]);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private DurableActor? Find(string @namespace, string name) => _actors.Values.FirstOrDefault(actor => actor.Namespace == @namespace && actor.Name == name);

    private MemoryLog Owned(ActorId actor, long epoch) =>
        _logs.TryGetValue(actor, out var log) && (log.Epoch == epoch || PlantedBugs.Has(PlantedBug.NoFencing)) ? log : throw new FencedException(actor, epoch);

    private Task Apply(ActorId actor, long epoch, Action<MemoryLog> change)
    {
        try
        {
            lock (_lock)
                change(Owned(actor, epoch));

            return Task.CompletedTask;
        }
        catch (JournalException exception)
        {
            return Task.FromException(exception);
        }
    }
}

namespace RayAkka.Recovery.Stores.Commits;

/// <summary>A store in a database: what writes goes through a queue, from which commits are made for all actors together; what reads does not.</summary>
internal abstract class QueuedRecordStore(CommitQueue queue, IRecordReader reader) : IRecordStore
{
    public abstract string Name { get; }

    public abstract StoreReach Reach { get; }

    public virtual bool IsAlone => false;

    public Task<OpenedLog> OpenAsync(ActorId actor) => queue.Post(new OpenOperation(actor));

    public async IAsyncEnumerable<StoredRecord> ReadAsync(ActorId actor, long epoch, long after)
    {
        while (true)
        {
            var page = await reader.PageAsync(actor, epoch, after).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var record in page)
                yield return record;

            after = page[^1].Position;
        }
    }

    public Task AppendAsync(ActorId actor, long epoch, long first, IReadOnlyList<ReadOnlyMemory<byte>> records) =>
        queue.Post(() => new AppendOperation(actor, epoch, first, records));

    public Task CheckEpochAsync(ActorId actor, long epoch) => queue.Post(new CheckOperation(actor, epoch));

    public Task SaveCheckpointAsync(ActorId actor, long epoch, long position, ReadOnlyMemory<byte> state) =>
        queue.Post(() => new CheckpointOperation(actor, epoch, position, state));

    public Task DeleteAsync(ActorId actor, long epoch) => queue.Post(new DeleteOperation(actor, epoch));

    public Task<bool> TryPutActorAsync(DurableActor actor) => queue.Post(() => new PutActorOperation(actor));

    public Task RemoveActorAsync(ActorId actor) => queue.Post(new RemoveActorOperation(actor));

    public async Task<DurableActor?> FindActorAsync(string @namespace, string name) =>
        (await reader.ActorsAsync(@namespace, name).ConfigureAwait(false)).FirstOrDefault();

    public async Task<IReadOnlyList<DurableActor>> ListActorsAsync() => await reader.ActorsAsync().ConfigureAwait(false);

    public async Task<IReadOnlyList<ActorId>> ListLogsAsync() => await reader.LogsAsync().ConfigureAwait(false);

    public abstract ValueTask DisposeAsync();
}

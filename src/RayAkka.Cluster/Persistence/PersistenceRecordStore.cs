using System.Buffers.Binary;
using System.Collections.Concurrent;
using RayAkka.Recovery.Stores;

namespace RayAkka.Cluster.Persistence;

/// <summary>
/// Journals in an Akka.Persistence journal that a user already has: replay without fencing. It is not exact, for that port has no compare-and-set and no
/// transactions: a process that was taken for dead may append after another one has taken its actor over, unless the journal refuses
/// a number that is already used; epochs are numbers that are read and then written; a checkpoint and the cut of its log are two steps, in
/// the order that loses nothing. An incarnation that was taken over finds out at its next check, checkpoint or deletion. A torn last record is refused like any
/// other damage, and there is no directory: detached actors do not outlive their process. What was acknowledged survives what the plugin's database survives.
/// </summary>
internal sealed class PersistenceRecordStore(JournalPlugin plugin, string name, StoreReach reach) : IRecordStore
{
    private const int PageRecords = 1024;

    private readonly ConcurrentDictionary<ActorId, PersistenceLog> _logs = new();

    public string Name => name;

    public StoreReach Reach => reach;

    public bool HasFencing => false;

    public async Task<OpenedLog> OpenAsync(ActorId actor)
    {
        var epoch = await TakeEpochAsync(actor).ConfigureAwait(false);
        var (id, snapshot) = (IdOf(actor), await plugin.LoadAsync(IdOf(actor)).ConfigureAwait(false));
        var highest = await plugin.HighestAsync(id).ConfigureAwait(false);
        ReadOnlyMemory<byte>? state = null;
        var position = 0L;
        long start;
        if (snapshot is { } found)
        {
            (position, state) = Opened(actor, found.Bytes);
            start = found.Number - position;
        }
        else
        {
            var first = await plugin.ReadAsync(id, 1, 1).ConfigureAwait(false);
            start = first.Count > 0 ? first[0].Number - 1 : highest;
        }

        var log = new PersistenceLog { Epoch = epoch, Base = start, CheckpointPosition = position, LastPosition = Math.Max(position, highest - start) };
        _logs[actor] = log;
        return new OpenedLog(epoch, state, log.CheckpointPosition, log.LastPosition);
    }

    public async IAsyncEnumerable<StoredRecord> ReadAsync(ActorId actor, long epoch, long after)
    {
        while (true)
        {
            var log = Owned(actor, epoch);
            var page = await plugin.ReadAsync(IdOf(actor), log.Base + after + 1, PageRecords).ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            foreach (var (number, bytes) in page)
            {
                PositionRules.IsNext(actor, number - log.Base, ++after);
                yield return new StoredRecord(after, RecordEnvelope.Open(EnvelopeKind.Record, actor, after, bytes));
            }
        }
    }

    public Task AppendAsync(ActorId actor, long epoch, long first, IReadOnlyList<ReadOnlyMemory<byte>> records)
    {
        try
        {
            var log = Owned(actor, epoch);
            byte[][] events = [.. records.Select((record, i) => RecordEnvelope.Seal(EnvelopeKind.Record, actor, first + i, record.Span))];
            lock (log)
            {
                PositionRules.Follows(actor, first, log.LastPosition);
                log.LastPosition += events.Length;
                return log.Appended = WriteAsync(log.Appended, IdOf(actor), log.Base + first, events);
            }
        }
        catch (JournalException refusal)
        {
            return Task.FromException(refusal);
        }
    }

    public async Task CheckEpochAsync(ActorId actor, long epoch)
    {
        Owned(actor, epoch);
        if (await plugin.HighestAsync(EpochsOf(actor)).ConfigureAwait(false) != epoch)
        {
            throw new FencedException(actor, epoch);
        }
    }

    public async Task SaveCheckpointAsync(ActorId actor, long epoch, long position, ReadOnlyMemory<byte> state)
    {
        await CheckEpochAsync(actor, epoch).ConfigureAwait(false);
        var log = Owned(actor, epoch);
        PositionRules.Covers(actor, position, log.CheckpointPosition, log.LastPosition);
        await plugin.SaveAsync(IdOf(actor), log.Base + position, Sealed(actor, position, state.Span)).ConfigureAwait(false);
        log.CheckpointPosition = position;
        await plugin.DeleteAsync(IdOf(actor), log.Base + position).ConfigureAwait(false);
    }

    public async Task DeleteAsync(ActorId actor, long epoch)
    {
        await CheckEpochAsync(actor, epoch).ConfigureAwait(false);
        var log = Owned(actor, epoch);
        await plugin.DeleteAsync(IdOf(actor), log.Base + log.LastPosition).ConfigureAwait(false);
        await plugin.ForgetAsync(IdOf(actor), long.MaxValue).ConfigureAwait(false);
        _logs.TryRemove(actor, out _);
    }

    public Task<bool> TryPutActorAsync(DurableActor actor) =>
        Task.FromException<bool>(new JournalException("An Akka.Persistence journal keeps no directory of detached actors; choose the store sqlite or postgres for them."));

    public Task RemoveActorAsync(ActorId actor) => Task.CompletedTask;

    public Task<DurableActor?> FindActorAsync(string @namespace, string name) => Task.FromResult<DurableActor?>(null);

    public Task<IReadOnlyList<DurableActor>> ListActorsAsync() => Task.FromResult<IReadOnlyList<DurableActor>>([]);

    public Task<IReadOnlyList<ActorId>> ListLogsAsync() => Task.FromResult<IReadOnlyList<ActorId>>([.. _logs.Keys]);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static string IdOf(ActorId actor) => $"rayakka-{actor}";

    private static string EpochsOf(ActorId actor) => $"rayakka-{actor}-epochs";

    private static byte[] Sealed(ActorId actor, long position, ReadOnlySpan<byte> state)
    {
        var contents = RecordEnvelope.Seal(EnvelopeKind.Checkpoint, actor, position, state);
        var bytes = new byte[sizeof(long) + contents.Length];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, position);
        contents.CopyTo(bytes, sizeof(long));
        return bytes;
    }

    private static (long Position, ReadOnlyMemory<byte> State) Opened(ActorId actor, byte[] bytes)
    {
        var position = bytes.Length < sizeof(long) ? 0 : BinaryPrimitives.ReadInt64LittleEndian(bytes);
        return (position, RecordEnvelope.Open(EnvelopeKind.Checkpoint, actor, position, bytes.AsMemory(Math.Min(sizeof(long), bytes.Length))));
    }

    private async Task WriteAsync(Task previous, string id, long first, byte[][] events)
    {
        await previous.ConfigureAwait(false);
        if (events.Length > 0)
        {
            await plugin.WriteAsync(id, first, events).ConfigureAwait(false);
        }
    }

    private async Task<long> TakeEpochAsync(ActorId actor)
    {
        var epoch = await plugin.HighestAsync(EpochsOf(actor)).ConfigureAwait(false) + 1;
        await plugin.WriteAsync(EpochsOf(actor), epoch, [[]]).ConfigureAwait(false);
        await plugin.DeleteAsync(EpochsOf(actor), epoch - 1).ConfigureAwait(false);
        return epoch;
    }

    private PersistenceLog Owned(ActorId actor, long epoch) =>
        _logs.TryGetValue(actor, out var log) && log.Epoch == epoch ? log : throw new FencedException(actor, epoch);
}

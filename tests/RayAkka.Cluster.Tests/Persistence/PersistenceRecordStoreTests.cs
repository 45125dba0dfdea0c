using System.Text;
using Akka.TestKit.Xunit2;
using RayAkka.Cluster.Persistence;
using RayAkka.Recovery.Stores;

namespace RayAkka.Cluster.Tests.Persistence;

/// <summary>Replay over an Akka.Persistence journal: what it keeps of a store's rules, and what it does not.</summary>
public sealed class PersistenceRecordStoreTests : TestKit
{
    private const string Journal = "akka.persistence.journal.inmem";
    private static readonly ActorId s_actor = new(0xA, 1);
    private static readonly string s_folder = Directory.CreateTempSubdirectory("rayakka-snapshots-").FullName;

    private readonly PersistenceRecordStore _store;

    public PersistenceRecordStoreTests()
        : base($"akka.persistence.snapshot-store.local.dir = \"{s_folder}/{Guid.NewGuid():n}\"\nakka.loglevel = WARNING")
    {
        _store = Open();
    }

    [Fact]
    public async Task Append_Records_AreReadInOrderAlsoAfterAnotherOpening()
    {
        var log = await _store.OpenAsync(s_actor);
        await AppendAsync(_store, log, 1, "a", "b");
        await AppendAsync(_store, log, 3);
        await AppendAsync(_store, log, 3, "c");

        Assert.Equal(["1:a", "2:b", "3:c"], await ReadAsync(_store, log));
        var other = Open();
        var reopened = await other.OpenAsync(s_actor);
        Assert.Equal((3, 0), (reopened.LastPosition, reopened.CheckpointPosition));
        Assert.Equal(["1:a", "2:b", "3:c"], await ReadAsync(other, reopened));
        await AppendAsync(other, reopened, 4, "d");
    }

    [Fact]
    public async Task Append_OverlappingCalls_AreWrittenInTheirOrder()
    {
        var log = await _store.OpenAsync(s_actor);

        await Task.WhenAll(Enumerable.Range(1, 200).Select(i => AppendAsync(_store, log, i, $"{i}")));

        Assert.Equal(Enumerable.Range(1, 200).Select(i => $"{i}:{i}"), await ReadAsync(_store, log));
    }

    [Fact]
    public async Task Append_NotTheNextPosition_IsRefused()
    {
        var log = await _store.OpenAsync(s_actor);
        await AppendAsync(_store, log, 1, "a");

        await Assert.ThrowsAsync<JournalException>(() => AppendAsync(_store, log, 3, "c"));
        await Assert.ThrowsAsync<JournalException>(() => AppendAsync(_store, log, 1, "a"));

        Assert.Equal(["1:a"], await ReadAsync(_store, log));
    }

    [Fact]
    public async Task Checkpoint_CutsTheLogAndIsFoundAgain()
    {
        var log = await _store.OpenAsync(s_actor);
        await AppendAsync(_store, log, 1, "a", "b", "c");
        await _store.SaveCheckpointAsync(s_actor, log.Epoch, 1, Bytes("one"));
        await _store.SaveCheckpointAsync(s_actor, log.Epoch, 2, Bytes("two"));

        var reopened = await Open().OpenAsync(s_actor);

        Assert.Equal(("two", 2, 3), (Text(reopened.Checkpoint!.Value), reopened.CheckpointPosition, reopened.LastPosition));
        var store = Open();
        var last = await store.OpenAsync(s_actor);
        Assert.Equal(["3:c"], await ReadAsync(store, last));
        await store.SaveCheckpointAsync(s_actor, last.Epoch, 3, Bytes("three"));
        await AppendAsync(store, last, 4, "d");
        Assert.Equal(["4:d"], await ReadAsync(store, last with { CheckpointPosition = 3 }));
    }

    [Fact]
    public async Task Delete_RemovesEverythingAndTheNextLogBeginsAtOne()
    {
        var log = await _store.OpenAsync(s_actor);
        await AppendAsync(_store, log, 1, "a", "b");
        await _store.SaveCheckpointAsync(s_actor, log.Epoch, 1, Bytes("one"));

        await _store.DeleteAsync(s_actor, log.Epoch);
        var fresh = await _store.OpenAsync(s_actor);

        Assert.True(fresh.Epoch > log.Epoch);
        Assert.Null(fresh.Checkpoint);
        Assert.Equal((0, 0), (fresh.CheckpointPosition, fresh.LastPosition));
        await AppendAsync(_store, fresh, 1, "x");
        var store = Open();
        Assert.Equal(["1:x"], await ReadAsync(store, await store.OpenAsync(s_actor)));
    }

    [Fact]
    public async Task OldEpoch_InThisProcess_IsRefused()
    {
        var old = await _store.OpenAsync(s_actor);
        await _store.OpenAsync(s_actor);

        await Assert.ThrowsAsync<FencedException>(() => AppendAsync(_store, old, 1, "stale"));
    }

    [Fact]
    public async Task OldEpoch_InAnotherProcess_IsFoundOutAtACheck()
    {
        var old = await _store.OpenAsync(s_actor);
        await AppendAsync(_store, old, 1, "a");
        await _store.CheckEpochAsync(s_actor, old.Epoch);

        var log = await Open().OpenAsync(s_actor);

        Assert.True(log.Epoch > old.Epoch);
        await Assert.ThrowsAsync<FencedException>(() => _store.CheckEpochAsync(s_actor, old.Epoch));
        await Assert.ThrowsAsync<FencedException>(() => _store.SaveCheckpointAsync(s_actor, old.Epoch, 1, Bytes("stale")));
        await Assert.ThrowsAsync<FencedException>(() => _store.DeleteAsync(s_actor, old.Epoch));
    }

    [Fact]
    public async Task Directory_IsNotOffered()
    {
        var refusal = await Assert.ThrowsAsync<JournalException>(() => _store.TryPutActorAsync(new DurableActor(s_actor, "space", "a", "A", default)));

        Assert.Contains("choose the store sqlite or postgres", refusal.Message, StringComparison.Ordinal);
        Assert.Null(await _store.FindActorAsync("space", "a"));
    }

    private static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private static Task AppendAsync(PersistenceRecordStore store, OpenedLog log, long first, params string[] records) =>
        store.AppendAsync(s_actor, log.Epoch, first, [.. records.Select(Bytes)]);

    private static async Task<List<string>> ReadAsync(PersistenceRecordStore store, OpenedLog log)
    {
        var records = new List<string>();
        await foreach (var record in store.ReadAsync(s_actor, log.Epoch, log.CheckpointPosition))
            records.Add($"{record.Position}:{Text(record.Bytes)}");

        return records;
    }

    private PersistenceRecordStore Open() => new(new JournalPlugin(Sys, Journal), "the journal of the tests", StoreReach.Process);
}

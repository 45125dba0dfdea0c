using RayAkka.Recovery.Stores;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Conformance;

/// <summary>What is found in a database is what was written there, or it is not used.</summary>
public abstract class DamageSuite : IAsyncLifetime
{
    private static readonly ActorId s_actor = Actor(1);

    private DatabaseHarness _harness = null!;

    public async Task InitializeAsync()
    {
        _harness = await MakeAsync();
        var store = await _harness.OpenAsync();
        var log = await store.OpenAsync(s_actor);
        await store.AppendAsync(s_actor, log.Epoch, 1, "first", "second", "third", "fourth");
        await store.SaveCheckpointAsync(s_actor, log.Epoch, 1, Bytes("state"));
        await store.TryPutActorAsync(Entry(1, "name"));
        await _harness.CloseAsync(store);
    }

    public async Task DisposeAsync() => await _harness.DisposeAsync();

    [StoreFact]
    public async Task Open_TornLastRecord_CutsItOffAndSaysSo()
    {
        await _harness.ChangeAsync("records", "bytes", "position = 4", bytes => bytes[..^2]);
        var store = await _harness.OpenAsync();

        var log = await store.OpenAsync(s_actor);

        Assert.Equal(3, log.LastPosition);
        Assert.Contains($"The last record, at position 4, in the journal of the actor {s_actor} was incomplete (13 bytes) and was cut off: it was never acknowledged", _harness.Log.Lines);
        Assert.Equal(["2:second", "3:third"], await store.ReadAsync(s_actor, log));
        await store.AppendAsync(s_actor, log.Epoch, 4, "again");
        Assert.Equal(["2:second", "3:third", "4:again"], await store.ReadAsync(s_actor, log));
    }

    [StoreFact]
    public async Task Open_DamagedLastRecord_IsRefused()
    {
        await _harness.ChangeAsync("records", "bytes", "position = 4", bytes => [.. bytes[..^1], 0]);

        await IsRefusedAsync(4, "is damaged: its checksum is wrong");
    }

    [StoreFact]
    public async Task Open_TornRecordBeforeTheLast_CutsOnlyTheLast()
    {
        await _harness.ChangeAsync("records", "bytes", "position = 3", bytes => bytes[..3]);
        await _harness.ChangeAsync("records", "bytes", "position = 4", bytes => bytes[..3]);
        var store = await _harness.OpenAsync();

        var log = await store.OpenAsync(s_actor);

        Assert.Equal(3, log.LastPosition);
        var refusal = await Assert.ThrowsAsync<JournalCorruptException>(() => store.ReadAsync(s_actor, log));
        Assert.Equal($"The record at position 3 in the journal of the actor {s_actor} is incomplete; the actor is not rebuilt from it.", refusal.Message);
    }

    [StoreFact]
    public async Task Read_DamagedRecordInTheMiddle_IsRefusedWithItsPosition()
    {
        await _harness.ChangeAsync("records", "bytes", "position = 3", bytes => [.. bytes[..^1], 0]);
        var store = await _harness.OpenAsync();
        var log = await store.OpenAsync(s_actor);

        var refusal = await Assert.ThrowsAsync<JournalCorruptException>(() => store.ReadAsync(s_actor, log));

        Assert.Equal((s_actor, 3), (refusal.ActorId, refusal.Position));
        Assert.Equal($"The record at position 3 in the journal of the actor {s_actor} is damaged: its checksum is wrong; the actor is not rebuilt from it.", refusal.Message);
    }

    [StoreFact]
    public async Task Read_RecordMissing_IsRefusedWithItsPosition()
    {
        await _harness.ExecuteAsync($"DELETE FROM {_harness.Table("records")} WHERE position = 2");
        var store = await _harness.OpenAsync();
        var log = await store.OpenAsync(s_actor);

        var refusal = await Assert.ThrowsAsync<JournalCorruptException>(() => store.ReadAsync(s_actor, log));

        Assert.Equal((s_actor, 2), (refusal.ActorId, refusal.Position));
    }

    [StoreFact]
    public async Task Read_RecordsExchanged_IsRefused()
    {
        foreach (var (from, to) in new[] { (2, 12), (3, 2), (12, 3) })
            await _harness.ExecuteAsync($"UPDATE {_harness.Table("records")} SET position = {to} WHERE position = {from}");

        var store = await _harness.OpenAsync();
        var log = await store.OpenAsync(s_actor);

        Assert.Equal(2, (await Assert.ThrowsAsync<JournalCorruptException>(() => store.ReadAsync(s_actor, log))).Position);
    }

    [StoreFact]
    public async Task Open_DamagedCheckpoint_IsRefused()
    {
        await _harness.ChangeAsync("checkpoints", "bytes", "1 = 1", bytes => bytes[..^2]);

        await IsRefusedAsync(1, "The checkpoint at position 1");
    }

    [StoreFact]
    public async Task Open_RecordOfALaterFormat_IsRefusedWithItsVersion()
    {
        await _harness.ChangeAsync("records", "bytes", "position = 4", bytes => [7, .. bytes[1..]]);

        await IsRefusedAsync(4, "format version 7");
    }

    [StoreFact]
    public async Task List_DamagedEntry_IsRefused()
    {
        await _harness.ChangeAsync("actors", "description", "1 = 1", _ => [RecordEnvelope.Version]);
        var store = await _harness.OpenAsync();

        var refusal = await Assert.ThrowsAsync<JournalCorruptException>(() => store.ListActorsAsync());

        Assert.Contains($"The entry of the actor {s_actor} in the directory of detached actors is incomplete", refusal.Message);
    }

    private protected abstract Task<DatabaseHarness> MakeAsync();

    private async Task IsRefusedAsync(long position, string why)
    {
        var store = await _harness.OpenAsync();
        var refusal = await Assert.ThrowsAsync<JournalCorruptException>(() => store.OpenAsync(s_actor));
        Assert.Equal((s_actor, position), (refusal.ActorId, refusal.Position));
        Assert.Contains(why, refusal.Message);

        // It does not disturb the others.
        await store.OpenAsync(Actor(2));
    }
}

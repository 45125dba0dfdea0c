using RayAkka.Recovery.Stores;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Conformance;

/// <summary>What every store keeps: the rules of <see cref="IRecordStore"/> on logs and positions. A class derived from it runs it over one store.</summary>
public abstract class RecordStoreSuite : IAsyncLifetime
{
    private protected static readonly ActorId A = Actor(1);
    private protected static readonly ActorId B = Actor(2);

    private protected StoreHarness Harness { get; private set; } = null!;

    private protected IRecordStore Store { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Harness = await MakeAsync();
        Store = await Harness.OpenAsync();
    }

    public async Task DisposeAsync() => await Harness.DisposeAsync();

    [StoreFact]
    public async Task Open_NewActor_FindsNothing()
    {
        var log = await Store.OpenAsync(A);

        Assert.True(log.Epoch > 0);
        Assert.Null(log.Checkpoint);
        Assert.Equal((0, 0), (log.CheckpointPosition, log.LastPosition));
        Assert.Empty(await Store.ReadAsync(A, log));
    }

    [StoreFact]
    public async Task Open_Again_TakesAHigherEpoch()
    {
        var first = await Store.OpenAsync(A);
        var second = await Store.OpenAsync(A);
        var third = await (await Harness.OpenAsync()).OpenAsync(A);

        Assert.True(first.Epoch < second.Epoch && second.Epoch < third.Epoch);
    }

    [StoreFact]
    public async Task Append_Records_AreReadInOrder()
    {
        var log = await Store.OpenAsync(A);
        var large = new string('x', 3_000_000);

        await Store.AppendAsync(A, log.Epoch, 1, "a", "", "c");
        await Store.AppendAsync(A, log.Epoch, 4, large);
        await Store.AppendAsync(A, log.Epoch, 5);
        await Store.AppendAsync(A, log.Epoch, 5, "e");

        Assert.Equal(["1:a", "2:", "3:c", "4:" + large, "5:e"], await Store.ReadAsync(A, log));
        var reopened = await Store.OpenAsync(A);
        Assert.Equal(5, reopened.LastPosition);
        Assert.Equal(["1:a", "2:", "3:c", "4:" + large, "5:e"], await Store.ReadAsync(A, reopened));
    }

    [StoreFact]
    public async Task Read_AfterAPosition_BeginsThere()
    {
        var log = await Store.OpenAsync(A);
        await Store.AppendAsync(A, log.Epoch, 1, [.. Enumerable.Range(1, 10_000).Select(i => $"r{i}")]);

        var read = await Store.ReadAsync(A, log with { CheckpointPosition = 17 });

        Assert.Equal(Enumerable.Range(18, 10_000 - 17).Select(i => $"{i}:r{i}"), read);
    }

    [StoreFact]
    public async Task Append_NotTheNextPosition_IsRefusedWithoutEffect()
    {
        var log = await Store.OpenAsync(A);
        await Store.AppendAsync(A, log.Epoch, 1, "a", "b");

        var gap = await Assert.ThrowsAsync<JournalException>(() => Store.AppendAsync(A, log.Epoch, 4, "d"));
        var again = await Assert.ThrowsAsync<JournalException>(() => Store.AppendAsync(A, log.Epoch, 2, "b", "c"));

        Assert.Contains("position 4, but the next one is 3", gap.Message);
        Assert.Contains("position 2, but the next one is 3", again.Message);
        Assert.False(gap.MayHaveTakenEffect);
        Assert.Equal(["1:a", "2:b"], await Store.ReadAsync(A, log));
    }

    [StoreFact]
    public async Task Append_OverlappingCalls_AreCommittedInTheirOrder()
    {
        var log = await Store.OpenAsync(A);

        await Task.WhenAll(Enumerable.Range(1, 1000).Select(i => Store.AppendAsync(A, log.Epoch, i, $"r{i}")));

        Assert.Equal(Enumerable.Range(1, 1000).Select(i => $"{i}:r{i}"), await Store.ReadAsync(A, log));
    }

    [StoreFact]
    public async Task Append_AfterOneThatFailed_FailsToo()
    {
        var log = await Store.OpenAsync(A);

        Task[] appends = [Store.AppendAsync(A, log.Epoch, 1, "a"), Store.AppendAsync(A, log.Epoch, 3, "c"), Store.AppendAsync(A, log.Epoch, 4, "d")];

        await appends[0];
        await Assert.ThrowsAsync<JournalException>(() => appends[1]);
        await Assert.ThrowsAsync<JournalException>(() => appends[2]);
        Assert.Equal(["1:a"], await Store.ReadAsync(A, log));
    }

    [StoreFact]
    public async Task Append_ManyActorsAtOnce_KeepsEachLogApart()
    {
        var actors = Enumerable.Range(1, 64).Select(Actor).ToArray();
        var logs = await Task.WhenAll(actors.Select(Store.OpenAsync));

        await Task.WhenAll(actors.Select(async (actor, i) =>
        {
            for (var position = 1; position <= 25; position++)
                await Store.AppendAsync(actor, logs[i].Epoch, position, $"{i}/{position}");
        }));

        for (var i = 0; i < actors.Length; i++)
            Assert.Equal(Enumerable.Range(1, 25).Select(position => $"{position}:{i}/{position}"), await Store.ReadAsync(actors[i], logs[i]));
    }

    [StoreFact]
    public async Task Checkpoint_CutsTheLogAndIsFoundAgain()
    {
        var log = await Store.OpenAsync(A);
        await Store.AppendAsync(A, log.Epoch, 1, "a", "b", "c", "d");

        await Store.SaveCheckpointAsync(A, log.Epoch, 3, Bytes("state"));

        var reopened = await Store.OpenAsync(A);
        Assert.Equal(("state", 3, 4), (Text(reopened.Checkpoint!.Value), reopened.CheckpointPosition, reopened.LastPosition));
        Assert.Equal(["4:d"], await Store.ReadAsync(A, reopened));
        await Store.AppendAsync(A, reopened.Epoch, 5, "e");
        Assert.Equal(["4:d", "5:e"], await Store.ReadAsync(A, reopened));
    }

    [StoreFact]
    public async Task Checkpoint_OfEverything_LeavesThePositionsWhereTheyAre()
    {
        var log = await Store.OpenAsync(A);
        await Store.AppendAsync(A, log.Epoch, 1, "a", "b");
        await Store.SaveCheckpointAsync(A, log.Epoch, 1, Bytes("old"));
        await Store.SaveCheckpointAsync(A, log.Epoch, 2, Bytes("new"));

        await Store.AppendAsync(A, log.Epoch, 3, "c");
        await Store.SaveCheckpointAsync(A, log.Epoch, 3, Bytes(""));
        var reopened = await Store.OpenAsync(A);

        Assert.Equal((0, 3, 3), (reopened.Checkpoint!.Value.Length, reopened.CheckpointPosition, reopened.LastPosition));
        Assert.Empty(await Store.ReadAsync(A, reopened));
        await Store.AppendAsync(A, reopened.Epoch, 4, "d");
    }

    [StoreFact]
    public async Task Checkpoint_OutsideOfTheLog_IsRefusedWithoutEffect()
    {
        var log = await Store.OpenAsync(A);
        await Store.AppendAsync(A, log.Epoch, 1, "a", "b", "c");
        await Store.SaveCheckpointAsync(A, log.Epoch, 2, Bytes("two"));

        await Assert.ThrowsAsync<JournalException>(() => Store.SaveCheckpointAsync(A, log.Epoch, 4, Bytes("four")));
        await Assert.ThrowsAsync<JournalException>(() => Store.SaveCheckpointAsync(A, log.Epoch, 1, Bytes("one")));

        var reopened = await Store.OpenAsync(A);
        Assert.Equal(("two", 2, 3), (Text(reopened.Checkpoint!.Value), reopened.CheckpointPosition, reopened.LastPosition));
    }

    [StoreFact]
    public async Task Delete_RemovesEverythingOfThatActor()
    {
        var (a, b) = (await Store.OpenAsync(A), await Store.OpenAsync(B));
        await Store.AppendAsync(A, a.Epoch, 1, "a", "b");
        await Store.AppendAsync(B, b.Epoch, 1, "z");
        await Store.SaveCheckpointAsync(A, a.Epoch, 1, Bytes("state"));
        await Store.TryPutActorAsync(Entry(1, "name"));

        await Store.DeleteAsync(A, a.Epoch);

        Assert.Equal([B], await Store.ListLogsAsync());
        Assert.Empty(await Store.ListActorsAsync());
        Assert.Equal(["1:z"], await Store.ReadAsync(B, b));
        var reopened = await Store.OpenAsync(A);
        Assert.Null(reopened.Checkpoint);
        Assert.Equal(0, reopened.LastPosition);
    }

    [StoreFact]
    public async Task Operation_OnAClosedStore_IsRefused()
    {
        if (!Harness.IsShared)
        {
            return;
        }

        var other = await Harness.OpenAsync();
        var log = await other.OpenAsync(A);
        await Harness.CloseAsync(other);

        var refusal = await Assert.ThrowsAsync<JournalException>(() => other.AppendAsync(A, log.Epoch, 1, "a"));

        Assert.Contains("is closed", refusal.Message);
        Assert.False(refusal.MayHaveTakenEffect);
    }

    private protected abstract Task<StoreHarness> MakeAsync();
}

using RayAkka.Recovery.Stores;
using RayAkka.Stores.Tests.Support;
using static RayAkka.Stores.Tests.Support.Stores;

namespace RayAkka.Stores.Tests.Conformance;

/// <summary>Only the newest incarnation of an actor has a say, whichever process it is in.</summary>
public abstract class FencingSuite : IAsyncLifetime
{
    private protected static readonly ActorId A = Actor(1);

    private protected StoreHarness Harness { get; private set; } = null!;

    /// <summary>The store of the old incarnation.</summary>
    private protected IRecordStore Old { get; private set; } = null!;

    /// <summary>The store of the new one, as in another process.</summary>
    private protected IRecordStore New { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        Harness = await MakeAsync();
        Old = await Harness.OpenAsync();
        New = await Harness.OpenAsync();
    }

    public async Task DisposeAsync() => await Harness.DisposeAsync();

    [StoreFact]
    public async Task OldEpoch_AfterANewOpening_IsRefusedInEverything()
    {
        var old = await Old.OpenAsync(A);
        await Old.AppendAsync(A, old.Epoch, 1, "a");
        await Old.CheckEpochAsync(A, old.Epoch);

        var log = await New.OpenAsync(A);

        await IsFenced(old, () => Old.AppendAsync(A, old.Epoch, 2, "stale"));
        await IsFenced(old, () => Old.AppendAsync(A, old.Epoch, 2));
        await IsFenced(old, () => Old.CheckEpochAsync(A, old.Epoch));
        await IsFenced(old, () => Old.SaveCheckpointAsync(A, old.Epoch, 1, Bytes("stale")));
        await IsFenced(old, () => Old.DeleteAsync(A, old.Epoch));
        await IsFenced(old, () => Old.ReadAsync(A, old));
        Assert.Equal(1, log.LastPosition);
        Assert.Equal(["1:a"], await New.ReadAsync(A, log));
        await New.AppendAsync(A, log.Epoch, 2, "b");
        await New.CheckEpochAsync(A, log.Epoch);
    }

    [StoreFact]
    public async Task OldEpoch_AlsoWhereItsStoreKnowsTheLog_IsRefused()
    {
        // The old store has it all in memory: it must look again.
        var old = await Old.OpenAsync(A);
        for (var i = 1; i <= 10; i++)
            await Old.AppendAsync(A, old.Epoch, i, "x");

        var log = await New.OpenAsync(A);
        await New.AppendAsync(A, log.Epoch, 11, "new");
        await New.SaveCheckpointAsync(A, log.Epoch, 11, Bytes("state"));

        await IsFenced(old, () => Old.AppendAsync(A, old.Epoch, 12, "stale"));
        var back = await Old.OpenAsync(A);
        Assert.Equal(("state", 11, 11), (Text(back.Checkpoint!.Value), back.CheckpointPosition, back.LastPosition));
        await IsFenced(log, () => New.AppendAsync(A, log.Epoch, 12, "stale"));
        await Old.AppendAsync(A, back.Epoch, 12, "back");
    }

    [StoreFact]
    public async Task FencedActor_AmongOthers_DoesNotDisturbThem()
    {
        var actors = Enumerable.Range(1, 8).Select(Actor).ToArray();
        var logs = await Task.WhenAll(actors.Select(Old.OpenAsync));
        await New.OpenAsync(actors[3]);

        var appends = actors.Select((actor, i) => Old.AppendAsync(actor, logs[i].Epoch, 1, "x")).ToArray();

        await IsFenced(logs[3], () => appends[3]);
        await Task.WhenAll(appends.Where((_, i) => i != 3));
    }

    [StoreFact]
    public async Task DeletedActor_OpenedAgain_FencesOffWhoDeletedIt()
    {
        var old = await Old.OpenAsync(A);
        await Old.DeleteAsync(A, old.Epoch);

        await IsFenced(old, () => Old.AppendAsync(A, old.Epoch, 1, "stale"));
        var log = await New.OpenAsync(A);

        Assert.True(log.Epoch > old.Epoch);
        await IsFenced(old, () => Old.AppendAsync(A, old.Epoch, 1, "stale"));
        Assert.Empty(await New.ReadAsync(A, log));
    }

    [StoreFact]
    public async Task Open_ManyAtOnce_TakesEachEpochOnceAndTheHighestWins()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? Old : New).OpenAsync(A)));

        var epochs = opened.Select(log => log.Epoch).Order().ToArray();
        Assert.Equal(epochs.Distinct(), epochs);
        foreach (var epoch in epochs[..^1])
            await Assert.ThrowsAsync<FencedException>(() => Old.AppendAsync(A, epoch, 1, "stale"));

        await New.AppendAsync(A, epochs[^1], 1, "a");
    }

    [StoreFact]
    public async Task Incarnations_ThatTakeOverFromEachOther_LeaveEveryAcknowledgedRecord()
    {
        // Two processes fight for one actor; each appends until it is fenced, then takes it back.
        var acknowledged = new List<long>();
        await Task.WhenAll(FightAsync(Old), FightAsync(New));

        var log = await New.OpenAsync(A);
        Assert.Equal(acknowledged.Order(), (await New.ReadAsync(A, log)).Select(record => long.Parse(record.Split(':')[0])));

        async Task FightAsync(IRecordStore store)
        {
            for (var turn = 0; turn < 15; turn++)
            {
                var opened = await store.OpenAsync(A);
                try
                {
                    for (var position = opened.LastPosition + 1; position <= opened.LastPosition + 5; position++)
                    {
                        await store.AppendAsync(A, opened.Epoch, position, "x");
                        lock (acknowledged)
                            acknowledged.Add(position);
                    }
                }
                catch (FencedException)
                {
                    // The other one has it.
                }
            }
        }
    }

    private protected abstract Task<StoreHarness> MakeAsync();

    private static async Task IsFenced(OpenedLog log, Func<Task> operation)
    {
        var fenced = await Assert.ThrowsAsync<FencedException>(operation);
        Assert.Equal((A.High, log.Epoch), (fenced.Actor.High, fenced.Epoch));
    }
}

using System.Runtime.CompilerServices;

namespace RayAkka.Conformance.Recovery;

/// <summary>
/// Large results of replayed actors whose node dies: each comes back from the record of its call, and no living actor runs a call a second time. In one process
/// they are not lost at all.
/// </summary>
public abstract class LostResultTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Get_NodeOfTheResultDied_TheNextIncarnationHasIt()
    {
        var spot = await AddSpotAsync();
        var vault = Vault.Options(OnSpot).Remote(_probe);
        var drawn = await DrawAsync(vault, 3);

        await ReplaceAsync(spot);

        Assert.Equal([1.0, 2.0, 3.0], (await Soon(drawn)).Select(static values => values[^1]));
        Assert.Equal(3, await Soon(vault.Drawn.Remote()));
        Assert.Equal(4, (await Soon(vault.Draw.Remote()))[0]);
    }

    [Fact]
    public async Task Get_NodesOfTheResultDiedOneAfterTheOther_ItComesBackEachTime()
    {
        var spot = await AddSpotAsync();
        var vault = Vault.Options(OnSpot).Remote(_probe);
        var drawn = await DrawAsync(vault, 2);
        for (var round = 0; round < 3; round++)
        {
            spot = await ReplaceAsync(spot);
            Assert.Equal(2, await Soon(vault.Drawn.Remote()));
        }

        Assert.Equal([1.0, 2.0], (await Soon(drawn)).Select(static values => values[^1]));
        Assert.Equal(2, await Soon(vault.Drawn.Remote()));
    }

    [Fact]
    public async Task Get_CheckpointCoversTheCall_TheCheckpointHasTheResult()
    {
        var spot = await AddSpotAsync();
        var vault = Vault.Options(OnSpot).Remote(_probe);
        var drawn = await DrawAsync(vault, 3);
        await Soon(vault.SaveNow.Remote());
        drawn.AddRange(await DrawAsync(vault, 1));
        var runs = _probe.Arrivals;

        spot = await ReplaceAsync(spot);
        Assert.Equal(4, await Soon(vault.Drawn.Remote()));
        await Soon(vault.SaveNow.Remote());
        Assert.Equal(runs + 1, _probe.Arrivals);
        await ReplaceAsync(spot);

        Assert.Equal([1.0, 2.0, 3.0, 4.0], (await Soon(drawn)).Select(static values => values[^1]));
        Assert.Equal(4, await Soon(vault.Drawn.Remote()));
    }

    [Fact]
    public async Task Get_BorrowerFindsTheLoss_TheOwnerAsksTheActor()
    {
        var spot = await AddSpotAsync();
        var vault = Vault.Options(OnSpot).Remote(_probe);
        var drawn = await DrawAsync(vault, 1);
        var trustee = Trustee.Remote();
        await Soon(trustee.Keep.Remote(drawn[0]));

        await ReplaceAsync(spot);

        Assert.Equal(1, await Soon(trustee.Last.Remote()));
        Assert.Equal(1, await Soon(vault.Drawn.Remote()));
    }

    [Fact]
    public async Task Get_ActorOutOfScopeAndItsNodeDied_ItIsReadAgainForThat()
    {
        var spot = await AddSpotAsync();
        var drawn = await DrawAndLeaveAsync();
        await EndedAsync();

        await ReplaceAsync(spot);

        Assert.Equal([1.0, 2.0, 3.0], (await Soon(drawn)).Select(static values => values[^1]));
        GC.KeepAlive(drawn);
        drawn.Clear();
        await LeavesNothingAsync();
    }

    [Fact]
    public async Task Get_ActorOutOfScopeBehindACheckpoint_ItIsReadAgainForThat()
    {
        var spot = await AddSpotAsync();
        var drawn = await DrawAndLeaveAsync(withCheckpoint: true);
        await EndedAsync();

        await ReplaceAsync(spot);

        Assert.Equal([1.0, 2.0, 3.0], (await Soon(drawn)).Select(static values => values[^1]));
    }

    [Fact]
    public async Task Get_ActorOutOfScopeWithItsNodeAlive_ItsJournalGoesWithTheLastRef()
    {
        await AddSpotAsync();
        var drawn = await DrawAndLeaveAsync();
        await EndedAsync();
        Assert.Equal([1.0, 2.0, 3.0], (await Soon(drawn)).Select(static values => values[^1]));
        Assert.Equal(3, _probe.Arrivals);
        drawn.Clear();
        await LeavesNothingAsync();
    }

    [Fact]
    public async Task Get_ActorOutOfScope_RefWithAnotherProcess_ItIsReadAgainForThat()
    {
        var spot = await AddSpotAsync();
        var trustee = Trustee.Remote();
        await EntrustAsync(trustee);
        await EndedAsync();

        await ReplaceAsync(spot);

        Assert.Equal(1, await Soon(trustee.Last.Remote()));
    }

    private static ActorOptions OnSpot => new() { Resources = Spot() };

    // The refs, not the objects: those stay where they are.
    private static async Task<List<ObjectRef<double[]>>> DrawAsync(ActorHandle<Vault> vault, int count)
    {
        List<ObjectRef<double[]>> drawn = [.. Enumerable.Range(0, count).Select(_ => vault.Draw.Remote())];
        await Soon(vault.Drawn.Remote());
        await Until.TrueAsync(() => drawn.All(static one => one.IsAvailable));
        return drawn;
    }

    private static async Task<NodeId> ReplaceAsync(NodeId spot)
    {
        await KillNodeAsync(spot);
        return await AddSpotAsync();
    }

    private static Task EndedAsync() => Until.TrueAsync(() =>
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Ray.Actors().Where(static actor => actor.ClassName == nameof(Vault)).All(static actor => actor.State == ActorState.Dead);
    });

    private Task LeavesNothingAsync() => Until.TrueAsync(() =>
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return (Engine.Store is { } store ? store.ListLogsAsync().Result.Count : Runtime.Journals.Count) == 0;
    });

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<List<ObjectRef<double[]>>> DrawAndLeaveAsync(bool withCheckpoint = false)
    {
        var vault = Vault.Options(OnSpot).Remote(_probe);
        var drawn = await DrawAsync(vault, 3);
        if (withCheckpoint)
        {
            await Soon(vault.SaveNow.Remote());
        }

        return drawn;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task EntrustAsync(ActorHandle<Trustee> trustee)
    {
        var vault = Vault.Options(OnSpot).Remote(_probe);
        Assert.Equal(1, await Soon(trustee.Draw.Remote(vault)));
    }

    public sealed class Embedded() : LostResultTests(new EmbeddedTestEngine());

    public sealed class Stored() : LostResultTests(new StoredTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : LostResultTests(new LossyTestEngine(output));
}

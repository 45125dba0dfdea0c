namespace RayAkka.Conformance.Recovery;

public abstract class CheckpointTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Killed_BehindACheckpoint_RunsOnlyTheCallsAfterItAgain()
    {
        var tally = CheckpointedTally.Remote(_probe);
        for (var i = 1; i <= 34; i++)
            Assert.Equal(i, await Soon(tally.Add.Remote(i)));
        Assert.Equal(34, _probe.Arrivals);
        Ray.Kill(tally, noRestart: false);
        Assert.Equal(Enumerable.Range(1, 34), await Soon(tally.All.Remote()));
        Assert.Equal(38, _probe.Arrivals);
        Assert.Equal(["restored 30"], _probe.Notes);

        // And again from the same checkpoint, with what came since.
        Assert.Equal(35, await Soon(tally.Add.Remote(35)));
        Ray.Kill(tally, noRestart: false);
        Assert.Equal(Enumerable.Range(1, 35), await Soon(tally.All.Remote()));
        Assert.Equal(38 + 1 + 5, _probe.Arrivals);
    }

    [Fact]
    public async Task Checkpoint_OnRequest_IsTakenBehindTheCall()
    {
        var tally = CheckpointedTally.Options(new() { CheckpointEvery = 0 }).Remote(_probe);
        for (var i = 1; i <= 25; i++)
            await Soon(tally.Add.Remote(i));
        await Soon(tally.SaveNow.Remote());
        await Soon(tally.Add.Remote(26));
        Ray.Kill(tally, noRestart: false);
        Assert.Equal(Enumerable.Range(1, 26), await Soon(tally.All.Remote()));
        Assert.Equal(26 + 1, _probe.Arrivals);
        Assert.Equal(["restored 25"], _probe.Notes);
    }

    [Fact]
    public async Task Killed_AgainAndAgainUnderLoad_EveryCallTakesEffectOnceAndInOrder()
    {
        var tally = CheckpointedTally.Remote(_probe);
        var calls = new List<ObjectRef<int>>();
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 50; i++)
                calls.Add(tally.Add.Remote(calls.Count));
            Ray.Kill(tally, noRestart: false);
        }

        Assert.Equal(Enumerable.Range(1, 500), await Soon(calls));
        Assert.Equal(Enumerable.Range(0, 500), await Soon(tally.All.Remote()));
    }

    [Fact]
    public async Task MarkedMembers_AreRestoredWithWhatTheyShare()
    {
        var tally = MarkedTally.Remote(_probe);
        for (var i = 1; i <= 7; i++)
            await Soon(tally.Add.Remote(i));
        Ray.Kill(tally, noRestart: false);
        Assert.Equal(28 + 8, await Soon(tally.Add.Remote(8)));
        Assert.Equal(7 + 2 + 1, _probe.Arrivals);
    }

    [Fact]
    public async Task RandomAndIds_GoOnBehindTheCheckpoint()
    {
        var tally = CheckpointedTally.Remote(_probe);
        var drawn = new List<string>();
        for (var i = 0; i < 15; i++)
            drawn.Add(await Soon(tally.Draw.Remote()));
        Ray.Kill(tally, noRestart: false);
        for (var i = 0; i < 15; i++)
            drawn.Add(await Soon(tally.Draw.Remote()));
        Assert.Equal(30, drawn.Select(text => text.Split(' ')[1]).Distinct().Count());
        Assert.Equal(30, drawn.Select(text => text.Split(' ')[2]).Distinct().Count());
        Assert.Equal(drawn.Select(text => text.Split(' ')[0]).Order(StringComparer.Ordinal), drawn.Select(text => text.Split(' ')[0]));
    }

    [Fact]
    public async Task CallsToOthers_CountOnBehindTheCheckpoint_AndAreNotTakenForOldOnes()
    {
        var other = CheckpointedTally.Remote(Probe.Create());
        var tally = CheckpointedTally.Remote(_probe);
        for (var i = 1; i <= 25; i++)
            Assert.Equal(i, await Soon(tally.AddAtOther.Remote(other, i)));
        Ray.Kill(tally, noRestart: false);
        for (var i = 26; i <= 30; i++)
            Assert.Equal(i, await Soon(tally.AddAtOther.Remote(other, i)));
        Ray.Kill(other, noRestart: false);
        Assert.Equal(31, await Soon(tally.AddAtOther.Remote(other, 31)));
        Assert.Equal(Enumerable.Range(1, 31), await Soon(other.All.Remote()));
        Assert.Equal(Enumerable.Range(1, 31), await Soon(tally.All.Remote()));
    }

    [Fact]
    public async Task HandlesInTheState_KeepTheirActorsAliveBetweenTwoIncarnations()
    {
        var keeper = HandleKeeper.Remote();
        for (var i = 1; i <= 5; i++)
            Assert.Equal(i, await Soon(keeper.Count.Remote()));
        Ray.Kill(keeper, noRestart: false);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.Equal(6, await Soon(keeper.Count.Remote()));
    }

    [Fact]
    public void Checkpoint_OutsideAReplayActor_SaysWhereToCallIt()
    {
        var error = Assert.Throws<InvalidOperationException>(Ray.Checkpoint);
        Assert.Contains("Recovery = Replay", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_CheckpointsOfAClassThatDoesNotSayItsState_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Account.Options(new() { CheckpointEvery = 5 }).Remote(_probe, "a"));
        Assert.Contains("ICheckpointable", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Counter.Options(new() { CheckpointEvery = 5 }).Remote(0));
        Assert.Throws<ArgumentException>(() => CheckpointedTally.Options(new() { CheckpointEvery = -1 }).Remote(_probe));
    }

    public sealed class Embedded() : CheckpointTests(new EmbeddedTestEngine());

    public sealed class Verified() : CheckpointTests(new VerifiedTestEngine());

    public sealed class Stored() : CheckpointTests(new StoredTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : CheckpointTests(new LossyTestEngine(output));
}

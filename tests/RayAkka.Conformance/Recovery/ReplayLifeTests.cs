namespace RayAkka.Conformance.Recovery;

public abstract class ReplayLifeTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Crash_InACall_TheCallRunsAgainInTheNextIncarnation()
    {
        var actor = Crasher.Remote(_probe);
        await Soon(actor.Add.Remote(10));
        Assert.Equal(11, await Soon(actor.CrashTimes.Remote(2)));
        Assert.Equal(3, _probe.Arrivals);
        Assert.Equal(12, await Soon(actor.Add.Remote(1)));
    }

    [Fact]
    public async Task Crash_ThreeTimesInOneCall_ParksTheActorAndNamesTheCall()
    {
        var actor = Crasher.Remote(_probe);
        await Soon(actor.Add.Remote(10));
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.CrashTimes.Remote(100)));
        Assert.Contains("Crasher.CrashTimes", error.Message, StringComparison.Ordinal);
        Assert.Contains("parked", error.Message, StringComparison.Ordinal);
        Assert.Equal(3, _probe.Arrivals);
    }

    [Fact]
    public async Task Dead_AnotherOfTheSameName_StartsAnew()
    {
        var options = new ActorOptions { Name = "the account", Lifetime = ActorLifetime.Detached };
        var account = Account.Options(options).Remote(_probe, "a");
        await Soon(account.Add.Remote(5));
        Ray.Kill(account, noRestart: false);
        Assert.Equal(5, await Soon(Ray.GetActor<Account>("the account").Balance.Remote()));
        Ray.Kill(account);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(account.Balance.Remote()));
        await Until.TrueAsync(() => JournalCount() == 0);
        var next = Account.Options(options).Remote(_probe, "b");
        Assert.Equal(0, await Soon(next.Balance.Remote()));
        Ray.Kill(next);
    }

    [Fact]
    public async Task OutOfScope_ItsJournalGoesWithIt()
    {
        await UseOneAsync();
        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return JournalCount() == 0;
        });
    }

    [Fact]
    public async Task ExitActor_ItsJournalGoesWithIt()
    {
        var actor = Recorder.Remote(_probe);
        await Soon(actor.Draw.Remote());
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Leave.Remote()));
        await Until.TrueAsync(() => JournalCount() == 0);
    }

    [Fact]
    public async Task NodeRemoved_TheActorGoesOnElsewhereAsItWas()
    {
        var node = await AddSpotAsync();
        var account = Account.Options(new() { Resources = Spot() }).Remote(_probe, "a");
        for (var i = 0; i < 5; i++)
            await Soon(account.Add.Remote(1));
        var other = await AddSpotAsync();
        await Runtime.RemoveNodeAsync(node).AsTask().WaitAsync(Limit);
        Assert.Equal(6, await Soon(account.Add.Remote(1)));
        Assert.Equal(other, await Soon(account.Node.Remote()));
    }

    [Fact]
    public async Task MaxTaskRetriesZero_LostCall_FailsAndMayTakeEffectOnce()
    {
        var account = Account.Options(new() { MaxTaskRetries = 0 }).Remote(_probe, "a");
        var staying = account.Stay.Remote();
        await _probe.ArrivedAsync();
        Ray.Kill(account, noRestart: false);
        var error = await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(staying));
        Assert.Contains("once", error.Message, StringComparison.Ordinal);
        await Until.TrueAsync(() => Ray.StateOf(account) == ActorState.Alive);
        Assert.Equal(1, await Soon(account.Balance.Remote()));
        Assert.Equal(["a stay", "a stay"], _probe.Notes);
    }

    [Fact]
    public async Task Cycle_OfAReplayedActorWithItself_IsFoundAndIsTheSameInAReplay()
    {
        var actor = SelfCaller.Remote();
        var said = await Soon(actor.CallBack.Remote());
        Assert.Contains("cycle", said, StringComparison.OrdinalIgnoreCase);
        Ray.Kill(actor, noRestart: false);
        Assert.Equal([said], await Soon(actor.Said.Remote()));
    }

    private int JournalCount() => Engine.Store is { } store ? store.ListLogsAsync().Result.Count : Runtime.Journals.Count;

    private async Task UseOneAsync()
    {
        var account = Account.Remote(_probe, "a");
        Assert.Equal(5, await Soon(account.Add.Remote(5)));
        Assert.Equal(1, JournalCount());
        GC.KeepAlive(account);
    }

    public sealed class Embedded() : ReplayLifeTests(new EmbeddedTestEngine());

    public sealed class Verified() : ReplayLifeTests(new VerifiedTestEngine());

    public sealed class Stored() : ReplayLifeTests(new StoredTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ReplayLifeTests(new LossyTestEngine(output));
}

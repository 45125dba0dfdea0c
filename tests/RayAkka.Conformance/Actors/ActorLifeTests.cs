namespace RayAkka.Conformance.Actors;

/// <summary>What can be seen of an actor's life: its states, each with its cause.</summary>
public abstract class ActorLifeTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Watch_AWholeLife_TellsEachChangeOnceAndInOrder()
    {
        var node = await AddSpotAsync();
        var argument = Work.Tasks.Hold.Remote(_probe);
        var actor = Counter.Options(new() { MaxRestarts = 2, Resources = Spot() }).Remote(argument);
        await using var life = Ray.WatchAsync(actor).GetAsyncEnumerator();
        Assert.Equal(ActorState.DependenciesUnready, (await NextAsync(life)).State);

        _probe.Open();
        Assert.Equal(ActorState.PendingCreation, (await NextAsync(life)).State);
        var alive = await NextAsync(life);
        Assert.Equal((ActorState.Alive, node, 0, null), (alive.State, alive.NodeId, alive.Restarts, alive.Cause));

        Ray.Kill(actor, noRestart: false);
        var killed = await NextAsync(life);
        Assert.Equal((ActorState.Restarting, 1, ActorDeathCause.Killed), (killed.State, killed.Restarts, killed.Cause));
        Assert.Equal(ActorState.Alive, (await NextAsync(life)).State);

        var other = await AddSpotAsync();
        await KillNodeAsync(node);
        var lost = await NextAsync(life);
        Assert.Equal((ActorState.Restarting, 2, ActorDeathCause.NodeDied), (lost.State, lost.Restarts, lost.Cause));
        Assert.Equal((ActorState.Alive, other), await NextAsync(life) is var again ? (again.State, again.NodeId) : default);

        Ray.Kill(actor);
        var dead = await NextAsync(life);
        Assert.Equal((ActorState.Dead, ActorDeathCause.Killed, other), (dead.State, dead.Cause, dead.NodeId));
        Assert.Contains("Ray.Kill", dead.Reason, StringComparison.Ordinal);
        Assert.False(await life.MoveNextAsync().AsTask().WaitAsync(Limit));
    }

    [Fact]
    public async Task Watch_ReaderCancelled_EndsAndLetsTheActorLive()
    {
        var actor = Counter.Remote(1);
        using var stop = new CancellationTokenSource();
        var reading = ReadAllAsync(actor, stop.Token);
        Assert.Equal(1, await Soon(actor.Value.Remote()));
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading.WaitAsync(Limit));
        Assert.Equal(ActorState.Alive, Ray.StateOf(actor));
    }

    [Fact]
    public async Task Watch_ADeadActor_TellsThatAndEnds()
    {
        var actor = Counter.Remote(1);
        Ray.Kill(actor);
        var states = await ReadAllAsync(actor, default).WaitAsync(Limit);
        Assert.Equal(ActorState.Dead, Assert.Single(states).State);
    }

    [Fact]
    public async Task Watch_Shutdown_EndsTheStream()
    {
        var actor = Counter.Remote(1);
        await Soon(actor.Value.Remote());
        var reading = ReadAllAsync(actor, default);
        await Ray.ShutdownAsync().WaitAsync(Limit);
        var last = (await reading.WaitAsync(Limit))[^1];
        Assert.Equal((ActorState.Dead, ActorDeathCause.ShutDown), (last.State, last.Cause));
    }

    [Fact]
    public async Task Watch_InsideAnActor_SeesAnothersLife()
    {
        var actor = Counter.Options(new() { MaxRestarts = 1 }).Remote(1);
        await Soon(actor.Value.Remote());
        var watcher = Watcher.Remote(actor, _probe);
        var seen = watcher.Watch.Remote();
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await _probe.ArrivedAsync(2);
        Ray.Kill(actor);
        Assert.Equal(["Alive", "Restarting Killed", "Alive", "Dead Killed"], await Soon(seen));
    }

    [Fact]
    public async Task Died_EveryWayToDie_HasItsCause()
    {
        var node = await AddSpotAsync();
        var killed = Counter.Remote(0);
        Ray.Kill(killed);
        var exited = Exiter.Remote();
        _probe.Open();
        _ = exited.Exit.Remote(_probe);
        var failed = Fragile.Remote("no");
        var unfed = Counter.Remote(Work.Tasks.Fail.Remote("no argument"));
        var bereft = Counter.Options(new() { Resources = Spot() }).Remote(0);
        await Soon(bereft.Value.Remote());
        await KillNodeAsync(node);

        await AssertDiedOfAsync(ActorDeathCause.Killed, killed.Value.Remote());
        await AssertDiedOfAsync(ActorDeathCause.Exited, exited.Answer.Remote(1));
        await AssertDiedOfAsync(ActorDeathCause.ConstructorFailed, failed.Read.Remote());
        await AssertDiedOfAsync(ActorDeathCause.DependencyFailed, unfed.Value.Remote());
        await AssertDiedOfAsync(ActorDeathCause.NodeDied, bereft.Value.Remote());
    }

    [Fact]
    public async Task Died_WithItsOwner_HasThatCause()
    {
        var maker = Maker.Remote();
        await Soon(maker.MakeNamed.Remote("child", ActorLifetime.NonDetached));
        var child = await Soon(maker.Kept.Remote(0));
        Ray.Kill(maker);
        await AssertDiedOfAsync(ActorDeathCause.OwnerDied, child.Value.Remote());
    }

    [Fact]
    public async Task Died_DetachedActorOfADeadOwner_LivesOn()
    {
        var maker = Maker.Remote();
        await Soon(maker.MakeNamed.Remote("stays", ActorLifetime.Detached));
        Ray.Kill(maker);
        var child = Ray.GetActor<Counter>("stays");
        Assert.Equal(9, await Soon(child.Value.Remote()));
        Ray.Kill(child);
    }

    [Fact]
    public async Task Unavailable_WhileRestarting_SaysWhy()
    {
        var actor = SlowPhoenix.Options(new() { MaxRestarts = 1 }).Remote(_probe);
        await Soon(actor.Life.Remote());
        Ray.Kill(actor, noRestart: false);
        var error = await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(actor.Life.Remote()));
        Assert.Equal(ActorDeathCause.Killed, error.Cause);
        Assert.Contains("Ray.Kill", error.Message, StringComparison.Ordinal);
        _probe.Open();
    }

    [Fact]
    public async Task Actors_LivingAndDead_AreListedWithTheirStates()
    {
        var named = Counter.Options(new() { Name = "first", MaxRestarts = 1 }).Remote(0);
        var dead = Counter.Remote(0);
        Ray.Kill(dead);
        await Soon(named.Value.Remote());
        Ray.Kill(named, noRestart: false);
        await Until.TrueAsync(() => Ray.StateOf(named) == ActorState.Alive);
        var maker = Maker.Remote();
        await Soon(maker.MakeNamed.Remote("child", ActorLifetime.NonDetached));

        var actors = Ray.Actors();

        Assert.Equal(4, actors.Count);
        var first = Assert.Single(actors, actor => actor.Name == "first");
        Assert.Equal((nameof(Counter), Ray.RuntimeContext.Namespace, ActorState.Alive, 1, null), (first.ClassName, first.Namespace, first.State, first.Restarts, first.Cause));
        Assert.Contains(Ray.Nodes(), node => node.NodeId == first.NodeId);
        var second = Assert.Single(actors, actor => actor.State == ActorState.Dead);
        Assert.Equal((ActorDeathCause.Killed, null), (second.Cause, second.Name));
        var parent = Assert.Single(actors, actor => actor.ClassName == nameof(Maker));
        Assert.Equal(parent.ActorId, Assert.Single(actors, actor => !actor.OwnerActorId.IsNil).OwnerActorId);
        GC.KeepAlive((named, dead, maker));
    }

    [Fact]
    public async Task Restart_NoCallPending_HappensByItself()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = 1 }).Remote(_probe, []);
        await Soon(actor.Add.Remote(1));
        Ray.Kill(actor, noRestart: false);
        await Until.TrueAsync(() => _probe.Notes.Count == 2);
        await Until.TrueAsync(() => Ray.StateOf(actor) == ActorState.Alive);
    }

    [Fact]
    public async Task Restart_KilledWhileTheConstructorRuns_RunsItAgain()
    {
        var actor = Fragile.Options(new() { MaxRestarts = 1 }).Remote(_probe, 4);
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await _probe.ArrivedAsync();
        _probe.Open();
        await Until.TrueAsync(() => Ray.StateOf(actor) == ActorState.Alive);
        Assert.Equal(4, await Soon(actor.Read.Remote()));
    }

    [Fact]
    public async Task Restart_ConstructorThrew_DoesNotHappen()
    {
        var actor = Fragile.Options(new() { MaxRestarts = -1 }).Remote("no");
        await AssertDiedOfAsync(ActorDeathCause.ConstructorFailed, actor.Read.Remote());
        Assert.Equal(0, Assert.Single(Ray.Actors()).Restarts);
    }

    private static async Task<ActorInfo> NextAsync(IAsyncEnumerator<ActorInfo> life)
    {
        Assert.True(await life.MoveNextAsync().AsTask().WaitAsync(Limit));
        return life.Current;
    }

    private static async Task<List<ActorInfo>> ReadAllAsync(ActorHandle actor, CancellationToken token)
    {
        var states = new List<ActorInfo>();
        await foreach (var state in Ray.WatchAsync(actor, token))
            states.Add(state);
        return states;
    }

    private static async Task AssertDiedOfAsync(ActorDeathCause cause, ObjectRef call)
    {
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call));
        Assert.Equal(cause, error.Cause);
    }

    public sealed class Embedded() : ActorLifeTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ActorLifeTests(new LossyTestEngine(output));
}

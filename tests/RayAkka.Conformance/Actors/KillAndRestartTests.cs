using System.Globalization;

namespace RayAkka.Conformance.Actors;

public abstract class KillAndRestartTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Kill_RunningQueuedAndLaterCalls_FailAsDead()
    {
        var actor = Phoenix.Remote(_probe, []);
        var running = actor.Stay.Remote();
        var queued = actor.Add.Remote(1);
        await _probe.ArrivedAsync();
        Ray.Kill(actor);
        Assert.Equal(ActorState.Dead, Ray.StateOf(actor));
        foreach (var call in (ObjectRef[])[running, queued, actor.Add.Remote(2)])
        {
            var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call));
            Assert.Contains("Ray.Kill", error.Message, StringComparison.Ordinal);
            Assert.NotEqual(default, error.ActorId);
        }
    }

    [Fact]
    public async Task Kill_CallBehindAnUnresolvedArgument_FailsAsDead()
    {
        var actor = Counter.Remote(0);
        var held = Work.Tasks.Hold.Remote(_probe);
        var waiting = actor.Increment.Remote(held);
        Ray.Kill(actor);
        _probe.Open();
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(waiting));
    }

    [Fact]
    public async Task Kill_NoRestartEvenWithRestartsLeft_IsNotRebuilt()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = -1 }).Remote(_probe, []);
        await Soon(actor.Add.Remote(1));
        Ray.Kill(actor);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Add.Remote(1)));
        Assert.Equal(["made"], _probe.Notes);
    }

    [Fact]
    public async Task Kill_WithLeaveToRestart_RebuildsFromTheConstructorArguments()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = 1, MaxTaskRetries = -1 }).Remote(_probe, [10]);
        Assert.Equal(16, await Soon(actor.Add.Remote(5)));
        Assert.False(await Soon(actor.WasReconstructed.Remote()));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal(12, await Soon(actor.Add.Remote(1)));
        Assert.True(await Soon(actor.WasReconstructed.Remote()));
        Assert.Equal(["made", "made"], _probe.Notes);

        Ray.Kill(actor, noRestart: false);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Add.Remote(1)));
    }

    [Fact]
    public async Task NodeLost_RestartsLeft_IsRebuiltElsewhere()
    {
        var node = await AddSpotAsync();
        var actor = Phoenix.Options(new() { MaxRestarts = 1, MaxTaskRetries = -1, Resources = Spot() }).Remote(_probe, []);
        Assert.Equal(node, await Soon(actor.Node.Remote()));
        var other = await AddSpotAsync();
        await KillNodeAsync(node);
        Assert.Equal(other, await Soon(actor.Node.Remote()));
        Assert.True(await Soon(actor.WasReconstructed.Remote()));
    }

    [Fact]
    public async Task NodeLost_NoRestarts_DiesWithTheNode()
    {
        var node = await AddSpotAsync();
        var actor = Phoenix.Options(new() { Resources = Spot() }).Remote(_probe, []);
        var running = actor.Stay.Remote();
        await _probe.ArrivedAsync();
        await KillNodeAsync(node);
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(running));
        Assert.IsType<NodeDiedException>(error.InnerException);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Add.Remote(1)));
    }

    [Fact]
    public async Task Lost_WithoutTaskRetries_RunningAndQueuedCallsAreUnavailable()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = 1 }).Remote(_probe, []);
        var running = actor.Stay.Remote();
        var queued = actor.Mark.Remote(1);
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(running));
        await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(queued));
        await Until.TrueAsync(() => Ray.StateOf(actor) == ActorState.Alive);
        Assert.Equal(2, await Soon(actor.Mark.Remote(2)));
        Assert.Equal(["made", "made", "call 2"], _probe.Notes);
    }

    [Fact]
    public async Task Lost_WithTaskRetries_RunAgainInOrderBeforeNewerCalls()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = 1, MaxTaskRetries = 1 }).Remote(_probe, []);
        var calls = new List<ObjectRef<int>> { actor.StayOnce.Remote(0) };
        for (var i = 1; i <= 20; i++)
            calls.Add(actor.Mark.Remote(i));
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        for (var i = 21; i <= 40; i++)
            calls.Add(actor.Mark.Remote(i));
        Assert.Equal(Enumerable.Range(0, 41), await Soon(calls));
        Assert.Equal(["made", "call 0", "made", .. Enumerable.Range(0, 41).Select(i => $"call {i}")], _probe.Notes);
    }

    [Fact]
    public async Task Lost_TaskRetriesUsedUp_FailsAsUnavailable()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = -1, MaxTaskRetries = 1 }).Remote(_probe, []);
        var call = actor.Stay.Remote();
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(call));
    }

    [Fact]
    public async Task Restarting_CallsWithoutRetries_FailAtOnce_CallsWithRetriesWait()
    {
        var actor = SlowPhoenix.Options(new() { MaxRestarts = 1 }).Remote(_probe);
        Assert.Equal(1, await Soon(actor.Life.Remote()));
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await _probe.ArrivedAsync();
        Assert.Equal(ActorState.Restarting, Ray.StateOf(actor));
        await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(actor.Life.Remote()));
        var waits = actor.Life.Options(new() { MaxTaskRetries = 1 }).Remote();
        _probe.Open();
        Assert.Equal(2, await Soon(waits));
        Assert.Equal(ActorState.Alive, Ray.StateOf(actor));
    }

    [Fact]
    public async Task Kill_WhileRestarting_EndsTheActorAndItsWaitingCalls()
    {
        var actor = SlowPhoenix.Options(new() { MaxRestarts = 1 }).Remote(_probe);
        Assert.Equal(1, await Soon(actor.Life.Remote()));
        await _probe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await _probe.ArrivedAsync();
        var waits = actor.Life.Options(new() { MaxTaskRetries = 1 }).Remote();
        Ray.Kill(actor);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(waits));
        _probe.Open();
    }

    [Fact]
    public async Task Retry_CallPostedWhileTheActorIsLost_ManyTimes_EveryCallIsAnsweredOnceAndInOrder()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = -1, MaxTaskRetries = -1 }).Remote(_probe, []);
        var calls = new List<ObjectRef<int>>();
        for (var round = 0; round < 10; round++)
        {
            for (var i = 0; i < 50; i++)
                calls.Add(actor.MarkMade.Remote((round * 50) + i));
            Ray.Kill(actor, noRestart: false);
        }

        Assert.Equal(Enumerable.Range(0, 500), await Soon(calls));

        AssertOrder(500);
    }

    [Fact]
    public async Task Retry_KilledByOthersWhileTheCallerCalls_KeepsTheCallersOrder()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = -1, MaxTaskRetries = -1 }).Remote(_probe, []);
        using var stop = new CancellationTokenSource();
        var kills = Task.Run(async () =>
        {
            for (var i = 0; i < 15 && !stop.IsCancellationRequested; i++)
            {
                Ray.Kill(actor, noRestart: false);
                await Until.TrueAsync(() => Ray.StateOf(actor) == ActorState.Alive);
            }
        });
        var calls = new List<ObjectRef<int>>();
        while (!kills.IsCompleted && calls.Count < 2_000)
            calls.Add(actor.MarkMade.Remote(calls.Count));
        Assert.Equal(Enumerable.Range(0, calls.Count), await Soon(calls));
        await stop.CancelAsync();
        await kills.WaitAsync(Limit);
        AssertOrder(calls.Count);
    }

    // At least once over a crash, but never a newer call before an older one has had its last run. A call that runs is not stopped by the kill of
    // its incarnation, and may leave its mark while the next one works: each incarnation's marks are looked at by themselves, then end to end.
    private void AssertOrder(int calls)
    {
        var marks = _probe.Notes.Where(note => note != "made")
            .Select(note => note.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray())
            .OrderBy(mark => mark[0]).Select(mark => (int)mark[1]).ToList();
        Assert.Equal(Enumerable.Range(0, calls), marks.Distinct());
        Assert.Equal(Enumerable.Range(0, calls), marks.AsEnumerable().Reverse().Distinct().Reverse());
    }

    public sealed class Embedded() : KillAndRestartTests(new EmbeddedTestEngine());

    public sealed class Verified() : KillAndRestartTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : KillAndRestartTests(new LossyTestEngine(output));
}

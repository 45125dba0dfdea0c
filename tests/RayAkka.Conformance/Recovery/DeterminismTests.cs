namespace RayAkka.Conformance.Recovery;

public abstract class DeterminismTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task NowRandomAndIds_AreTheSameInAReplay()
    {
        var actor = Recorder.Remote(_probe);
        var drawn = new List<string>();
        for (var i = 0; i < 20; i++)
            drawn.Add(await Soon(actor.Draw.Remote()));
        Assert.Equal(20, drawn.Distinct().Count());
        Ray.Kill(actor, noRestart: false);
        Assert.Equal(drawn, await Soon(actor.Seen.Remote()));
        var after = await Soon(actor.Draw.Remote());
        Assert.DoesNotContain(after, drawn);
    }

    [Fact]
    public void NowRandomAndIds_Elsewhere_AreTheOrdinaryOnes()
    {
        Assert.Same(Random.Shared, Ray.Random);
        Assert.NotEqual(Ray.NewId(), Ray.NewId());
        Assert.InRange(Ray.Now(), DateTimeOffset.UtcNow - TimeSpan.FromMinutes(1), DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Wait_TheSameRefWinsInAReplay(bool async)
    {
        var slowProbe = Probe.Create();
        var (actor, slow, fast) = (Recorder.Remote(_probe), Gatekeeper.Remote(slowProbe), Gatekeeper.Remote(Probe.Create()));
        var race = async ? actor.RaceAsync.Remote(slow, fast) : actor.RaceBlocking.Remote(slow, fast);
        Assert.Equal("fast", await Soon(race));
        slowProbe.Open();
        await Soon(slow.Answer.Remote("done"));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal(["fast"], await Soon(actor.Seen.Remote()));
        Assert.Equal(["fast", "fast"], _probe.Notes);

        // The loser's answer had come: it is taken from the journal, and nobody is asked again.
        Assert.Single(slowProbe.Notes, note => note == "hold slow");
    }

    [Fact]
    public async Task Arrivals_ComeInTheSameOrderInAReplay()
    {
        var actor = Recorder.Remote(_probe);
        var probes = Enumerable.Range(0, 5).Select(_ => Probe.Create()).ToArray();
        var gather = actor.Gather.Remote(probes.Select(probe => Gatekeeper.Remote(probe)).ToList());
        foreach (var index in (int[])[3, 1, 4, 0, 2])
        {
            await probes[index].ArrivedAsync();
            probes[index].Open();
            await Until.TrueAsync(() => probes[index].Notes.Count == 2);
        }

        var order = await Soon(gather);
        Assert.Equal(["3", "1", "4", "0", "2"], order.Split(' ').Where(text => !text.EndsWith('\'')));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal([order], await Soon(actor.Seen.Remote()));
        Assert.Equal([order, order], _probe.Notes);
        Assert.All(probes, probe => Assert.Equal(2, probe.Notes.Count));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task TimeOut_IsThereAtOnceInAReplay(bool async)
    {
        var slowProbe = Probe.Create();
        var (actor, slow) = (Recorder.Remote(_probe), Gatekeeper.Remote(slowProbe));
        var limit = TimeSpan.FromMilliseconds(50);
        var said = await Soon(async ? actor.WaitInVainAsync.Remote(slow, limit) : actor.WaitInVain.Remote(slow, limit));
        Assert.StartsWith("timed out", said, StringComparison.Ordinal);
        slowProbe.Open();
        await Soon(slow.Answer.Remote("done"));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal([said], await Soon(actor.Seen.Remote()));
        Assert.Equal([said, said], _probe.Notes);
    }

    [Fact]
    public async Task Polling_GoesThroughTheSameNumberOfPollsInAReplay()
    {
        var (actor, other) = (Recorder.Remote(_probe), Gatekeeper.Remote(Probe.Create()));
        var polls = await Soon(actor.Poll.Remote(other));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal([$"{polls} polls"], await Soon(actor.Seen.Remote()));
        Assert.Equal([$"{polls} polls", $"{polls} polls"], _probe.Notes);
    }

    [Fact]
    public async Task AwaitOfSomethingElse_GoesOnInAReplayToo()
    {
        var actor = Recorder.Remote(_probe);
        Assert.Equal("abc", await Soon(actor.Yields.Remote()));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal(["abc"], await Soon(actor.Seen.Remote()));
    }

    [Fact]
    public async Task TasksOfRefs_AndDelaysBesideThem_ComeInTheSameOrderInAReplay()
    {
        var slowProbe = Probe.Create();
        var (actor, slow, fast) = (Recorder.Remote(_probe), Gatekeeper.Remote(slowProbe), Gatekeeper.Remote(Probe.Create()));
        Assert.Equal("delay fast", await Soon(actor.WhenAny.Remote(slow, fast)));
        slowProbe.Open();
        await Soon(slow.Answer.Remote("done"));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal(["delay fast"], await Soon(actor.Seen.Remote()));
        Assert.Equal(["delay fast", "delay fast"], _probe.Notes);
    }

    [Fact]
    public async Task FailureOfACall_IsTheSameInAReplay()
    {
        var (actor, counter) = (Recorder.Remote(_probe), Counter.Remote(0));
        var said = await Soon(actor.Failing.Remote(counter));
        Assert.Equal("InvalidOperationException: no", said);
        Ray.Kill(counter);
        Ray.Kill(actor, noRestart: false);
        Assert.Equal([said], await Soon(actor.Seen.Remote()));
        Assert.Equal([said, said], _probe.Notes);
    }

    [Fact]
    public async Task RefsPassedAsRefs_AreThereAgainInAReplay()
    {
        var actor = Recorder.Remote(_probe);
        var held = Probe.Create();
        var late = Work.Tasks.Hold.Remote(held, 5);
        var sum = actor.SumOf.Remote([Ray.Put(1), late, Work.Tasks.Square.Remote(3)], late);
        await held.ArrivedAsync();
        held.Open();
        Assert.Equal(20, await Soon(sum));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal(["sum 20"], await Soon(actor.Seen.Remote()));
    }

    [Fact]
    public async Task ActorsAndTasksOfTheActor_AreNotMadeAgainInAReplay()
    {
        var actor = Recorder.Remote(_probe);
        Assert.Equal(1, await Soon(actor.CountAtChild.Remote()));
        Assert.Equal(2, await Soon(actor.CountAtChild.Remote()));
        Assert.Equal(49, await Soon(actor.RunTask.Remote(7)));
        Ray.Kill(actor, noRestart: false);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.Equal(3, await Soon(actor.CountAtChild.Remote()));
        Assert.Equal(["child 1", "child 2", "task 49", "child 3"], await Soon(actor.Seen.Remote()));
        Assert.Equal(["task 49", "task 49"], _probe.Notes);
        Assert.Equal(3, await Soon((await Soon(actor.Child.Remote())).Value.Remote()));
    }

    [Fact]
    public async Task RefGivenAway_IsCompletedAlsoWhenTheActorWasRebuiltMeanwhile()
    {
        var slowProbe = Probe.Create();
        var (actor, slow) = (Recorder.Remote(_probe), Gatekeeper.Remote(slowProbe));
        var promise = (await Soon(actor.Promise.Remote(slow)))[0];
        await slowProbe.ArrivedAsync();
        Ray.Kill(actor, noRestart: false);
        await Soon(actor.Seen.Remote());
        slowProbe.Open();
        Assert.Equal("kept", await Soon(promise));
    }

    [Fact]
    public async Task RefGivenAway_IsCompletedAlsoWhenTheActorIsDead()
    {
        var slowProbe = Probe.Create();
        var (actor, slow) = (Recorder.Remote(_probe), Gatekeeper.Remote(slowProbe));
        var promise = (await Soon(actor.Promise.Remote(slow)))[0];
        await slowProbe.ArrivedAsync();
        Ray.Kill(actor);
        slowProbe.Open();
        Assert.Equal("kept", await Soon(promise));
    }

    [Fact]
    public async Task NameLookedUp_IsFoundOrNotAsBeforeInAReplay()
    {
        var actor = Recorder.Remote(_probe);
        Assert.False(await Soon(actor.Find.Remote("later")));
        var named = Counter.Options(new() { Name = "later" }).Remote(0);
        await Soon(named.Value.Remote());
        Assert.True(await Soon(actor.Find.Remote("later")));
        Ray.Kill(actor, noRestart: false);
        Assert.Equal(["later False", "later True"], await Soon(actor.Seen.Remote()));
    }

    [Theory]
    [InlineData("more")]
    [InlineData("none")]
    public async Task AnotherCallThanInTheJournal_StopsTheActorAndNamesBoth(string said)
    {
        var (actor, counter) = (Recorder.Remote(_probe), Counter.Remote(0));
        Assert.Equal(1, await Soon(actor.Fickle.Remote(counter)));
        await Soon(actor.Draw.Remote());
        _probe.Note(said);
        Ray.Kill(actor, noRestart: false);
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Draw.Remote()));
        Assert.Contains("not deterministic", error.InnerException!.Message, StringComparison.Ordinal);
        Assert.Contains("Counter.Increment", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, await Soon(counter.Value.Remote()));
    }

    [Fact]
    public async Task CodeOffTheContext_IsRefusedByRay()
    {
        var (actor, counter) = (Recorder.Remote(_probe), Counter.Remote(0));
        Assert.Contains("Task.Run", await Soon(actor.Elsewhere.Remote(counter)), StringComparison.Ordinal);
        Assert.Contains("ConfigureAwait", await Soon(actor.Unconfigured.Remote(counter)), StringComparison.Ordinal);
        Assert.InRange(await Soon(counter.Value.Remote()), 0, 1);
    }

    [Fact]
    public void Create_WithConcurrency_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Recorder.Options(new() { MaxConcurrency = 2 }).Remote(_probe));
        Assert.Contains("Replay", error.Message, StringComparison.Ordinal);
    }

    public sealed class Embedded() : DeterminismTests(new EmbeddedTestEngine());

    public sealed class Verified() : DeterminismTests(new VerifiedTestEngine());

    public sealed class Stored() : DeterminismTests(new StoredTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : DeterminismTests(new LossyTestEngine(output));
}

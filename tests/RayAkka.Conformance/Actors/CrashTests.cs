namespace RayAkka.Conformance.Actors;

/// <summary>What counts as a crash of an actor whose process lives on.</summary>
public abstract class CrashTests(TestEngine engine) : EngineTests(engine)
{
    private static readonly CallOptions s_untilAnswered = new() { MaxTaskRetries = -1 };

    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Throw_AnyOtherException_IsTheCallsResultAndNoCrash()
    {
        var actor = Brittle.Options(new() { MaxRestarts = -1 }).Remote(_probe);
        Assert.Equal((1, 1), await Soon(actor.Count.Remote()));
        var error = await Assert.ThrowsAsync<RayTaskException>(() => Soon(actor.Break.Remote("other")));
        Assert.IsType<InvalidOperationException>(error.InnerException);
        Assert.Equal((1, 2), await Soon(actor.Count.Remote()));
    }

    [Theory]
    [InlineData("driver", 1)]
    [InlineData("worn", 1)]
    [InlineData("memory", 1)]
    [InlineData("driver", 4)]
    public async Task Throw_CrashingException_RestartsTheActorAndFailsTheCallWithIt(string kind, int concurrency)
    {
        var free = FreeCpus();
        var actor = Brittle.Options(new() { NumCpus = 1, MaxRestarts = 1, MaxConcurrency = concurrency }).Remote(_probe);
        Assert.Equal((1, 1), await Soon(actor.Count.Remote()));
        var error = await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(actor.Break.Remote(kind)));
        Assert.Equal(ActorDeathCause.WorkerCrashed, error.Cause);
        Assert.Equal("broken", error.InnerException?.Message);
        Assert.Equal((2, 1), await Soon(actor.Count.Options(s_untilAnswered).Remote()));

        var last = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.BreakAsync.Options(new() { MaxTaskRetries = 1 }).Remote(kind)));
        Assert.Equal(ActorDeathCause.WorkerCrashed, last.Cause);
        Assert.Equal("broken", last.InnerException?.Message);
        Assert.Contains("BreakAsync", last.Message, StringComparison.Ordinal);
        Assert.Equal(ActorState.Dead, Ray.StateOf(actor));
        await Until.TrueAsync(() => FreeCpus() == free, "What the crashed incarnations held is not free again.");
    }

    [Fact]
    public async Task Throw_CrashingExceptionWithRetries_RunsTheCallAgainBeforeTheQueuedOnes()
    {
        var actor = Brittle.Options(new() { MaxRestarts = 1, MaxTaskRetries = 1 }).Remote(_probe);
        var broken = actor.BreakOnce.Remote();
        var queued = Enumerable.Range(0, 10).Select(_ => actor.Count.Remote()).ToArray();
        Assert.Equal(2, await Soon(broken));
        Assert.Equal(Enumerable.Range(1, 10).Select(i => (2, i)), await Soon(queued));
    }

    [Fact]
    public async Task Throw_OptionsNameTheException_TheyGoBeforeTheClass()
    {
        var actor = Brittle.Options(new() { MaxRestarts = 1, RestartOn = [typeof(InvalidOperationException)] }).Remote(_probe);
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(actor.Break.Remote("driver")));
        Assert.Equal((1, 1), await Soon(actor.Count.Remote()));
        await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(actor.Break.Remote("other")));
        Assert.Equal((2, 1), await Soon(actor.Count.Options(s_untilAnswered).Remote()));
    }

    [Fact]
    public async Task Throw_WithoutRestarts_TheActorDiesAndItsQueuedCallsWithIt()
    {
        var actor = Brittle.Remote(_probe);
        var broken = actor.Break.Remote("driver");
        var queued = Enumerable.Range(0, 10).Select(_ => actor.Count.Remote()).ToArray();
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(broken));
        foreach (var call in queued)
            Assert.Equal(ActorDeathCause.WorkerCrashed, (await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call))).Cause);
    }

    [Fact]
    public async Task Throw_CrashInTheConstructor_IsRebuiltWithinTheRestarts()
    {
        var actor = Brittle.Options(new() { MaxRestarts = 2 }).Remote(_probe, sound: 3);
        Assert.Equal((3, 1), await Soon(actor.Count.Options(s_untilAnswered).Remote()));

        var hopeless = Brittle.Options(new() { MaxRestarts = 2 }).Remote(Probe.Create(), sound: 4);
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(hopeless.Count.Options(s_untilAnswered).Remote()));
        Assert.Equal(ActorDeathCause.WorkerCrashed, error.Cause);
        Assert.Equal("construction 3", Assert.IsType<DriverException>(error.InnerException).Message);
    }

    [Fact]
    public async Task Throw_ManyCrashesUnderLoad_EveryCallIsAnsweredOnceAndInOrder()
    {
        var actor = Phoenix.Options(new() { MaxRestarts = -1, MaxTaskRetries = -1, RestartOn = [typeof(InvalidOperationException)] }).Remote(_probe, []);
        var calls = new List<ObjectRef<int>>();
        for (var round = 0; round < 20; round++)
        {
            calls.Add(actor.SucceedAt.Remote(round + 1));
            for (var i = 0; i < 20; i++)
                calls.Add(actor.Mark.Remote(i));
        }

        var results = await Soon(calls);
        Assert.Equal(Enumerable.Range(0, 20).SelectMany(_ => Enumerable.Range(0, 20)), results.Where((_, index) => index % 21 != 0));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task StuckAfter_CallThatBlocksItsThread_IsLeftBehindAndTheActorRebuilt(int concurrency)
    {
        var free = FreeCpus();
        var actor = Brittle.Options(new() { NumCpus = 1, MaxRestarts = 1, MaxConcurrency = concurrency, StuckAfter = TimeSpan.FromSeconds(1) }).Remote(_probe);
        var error = await Assert.ThrowsAsync<ActorUnavailableException>(() => Soon(actor.Stick.Remote()));
        Assert.Equal(ActorDeathCause.WorkerCrashed, error.Cause);
        Assert.Contains("Stick ran for longer than its StuckAfter", error.Message, StringComparison.Ordinal);
        Assert.Equal((2, 1), await Soon(actor.Count.Options(s_untilAnswered).Remote()));
        _probe.Open();
        Ray.Kill(actor);
        await Until.TrueAsync(() => FreeCpus() == free);
    }

    [Fact]
    public async Task StuckAfter_CallThatAwaitsForEver_IsTriedAgainInTheNextLife()
    {
        var actor = Brittle.Options(new() { MaxRestarts = 1, MaxTaskRetries = 1, StuckAfter = TimeSpan.FromSeconds(1) }).Remote(_probe);
        Assert.Equal(2, await Soon(actor.StickAsync.Remote()));
        Assert.Equal((2, 1), await Soon(actor.Count.Remote()));
    }

    [Fact]
    public async Task StuckAfter_ConstructorThatBlocks_IsACrash()
    {
        var actor = Fragile.Options(new() { StuckAfter = TimeSpan.FromSeconds(1) }).Remote(_probe, 3);
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Read.Remote()));
        Assert.Equal(ActorDeathCause.WorkerCrashed, error.Cause);
        _probe.Open();
    }

    [Fact]
    public void Options_NoExceptionTypeOrNoTime_AreRefused()
    {
        var types = Assert.Throws<ArgumentException>(() => Brittle.Options(new() { RestartOn = [typeof(string)] }).Remote(_probe));
        Assert.Contains("System.String", types.Message, StringComparison.Ordinal);
        var time = Assert.Throws<ArgumentException>(() => Brittle.Options(new() { StuckAfter = TimeSpan.Zero }).Remote(_probe));
        Assert.Contains("StuckAfter", time.Message, StringComparison.Ordinal);
    }

    public sealed class Embedded() : CrashTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : CrashTests(new LossyTestEngine(output));
}

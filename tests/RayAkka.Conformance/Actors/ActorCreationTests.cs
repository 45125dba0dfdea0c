namespace RayAkka.Conformance.Actors;

public abstract class ActorCreationTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Remote_SlowConstructor_ReturnsAtOnceAndCallsWait()
    {
        var actor = Fragile.Remote(_probe, 7);
        var value = actor.Read.Remote();
        await _probe.ArrivedAsync();
        Assert.Equal(ActorState.PendingCreation, Ray.StateOf(actor));
        _probe.Open();
        Assert.Equal(7, await Soon(value));
        Assert.Equal(ActorState.Alive, Ray.StateOf(actor));
    }

    [Fact]
    public async Task Remote_ThrowingConstructor_EveryCallFailsWithTheCause()
    {
        var actor = Fragile.Remote("broken");
        var early = actor.Read.Remote();
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(early));
        Assert.True(error.ConstructorFailed);
        Assert.Equal("broken", Assert.IsType<InvalidOperationException>(error.InnerException).Message);
        Assert.Contains("broken", error.Message, StringComparison.Ordinal);

        var late = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Read.Remote()));
        Assert.True(late.ConstructorFailed);
        Assert.Equal(ActorState.Dead, Ray.StateOf(actor));
    }

    [Fact]
    public async Task Remote_ThrowingConstructor_GivesItsResourcesBack()
    {
        var actor = Fragile.Options(new() { NumCpus = 4 }).Remote("broken");
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Read.Remote()));
        await Until.TrueAsync(() => FreeCpus() == 4);
    }

    [Fact]
    public async Task Remote_UnresolvedConstructorArgument_WaitsForIt()
    {
        var held = Work.Tasks.Hold.Remote(_probe, 3);
        var counter = Counter.Remote(held);
        Assert.Equal(ActorState.DependenciesUnready, Ray.StateOf(counter));
        var value = counter.Value.Remote();
        _probe.Open();
        Assert.Equal(3, await Soon(value));
    }

    [Fact]
    public async Task Remote_FailedConstructorArgument_EveryCallFailsWithTheCause()
    {
        var counter = Counter.Remote(Work.Tasks.Fail.Remote("no start"));
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(counter.Value.Remote()));
        var cause = Assert.IsType<RayTaskException>(error.InnerException);
        Assert.Equal("no start", cause.InnerException!.Message);
    }

    [Fact]
    public async Task Remote_NoFreeResources_WaitsAndIsPlacedLater()
    {
        var first = Counter.Options(new() { NumCpus = 4 }).Remote(1);
        Assert.Equal(1, await Soon(first.Value.Remote()));
        var second = Counter.Options(new() { NumCpus = 4 }).Remote(2);
        var value = second.Value.Remote();
        Assert.Equal(1, await Soon(first.Value.Remote()));
        Assert.Equal(ActorState.PendingCreation, Ray.StateOf(second));
        Ray.Kill(first);
        Assert.Equal(2, await Soon(value));
    }

    [Fact]
    public async Task Remote_DefaultResources_HoldsNothingWhileAlive()
    {
        var counters = Enumerable.Range(0, 20).Select(i => Counter.Remote(i)).ToArray();
        Assert.Equal(Enumerable.Range(0, 20), await Soon(counters.Select(counter => counter.Value.Remote())));
        Assert.Equal(4, FreeCpus());
    }

    [Fact]
    public async Task Remote_ArgumentThatCannotBePassedOrIsMissing_ThrowsAtTheCall()
    {
        Assert.Contains("delegate", Assert.Throws<ArgumentException>(() => Holdall.Remote(new Func<int>(() => 1))).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => Counter.Remote(default(Arg<int>)));
        Assert.Throws<ArgumentNullException>(() => Counter.Remote((ObjectRef<int>)null!));
        var holdall = Holdall.Remote("text");
        Assert.Throws<ArgumentException>(() => holdall.Fits.Remote(Task.CompletedTask));
        Assert.True(await Soon(holdall.Fits.Remote("other")));
        Assert.Equal("String", await Soon(holdall.Type.Remote()));
        Assert.Equal("Int32", await Soon(Holdall.Remote(Work.Tasks.Square.Remote(2)).Type.Remote()));
    }

    [Fact]
    public void Options_OutOfRange_ThrowsAtTheCall()
    {
        Assert.Throws<ArgumentException>(() => Counter.Options(new() { MaxConcurrency = 0 }).Remote(1));
        Assert.Throws<ArgumentException>(() => Counter.Options(new() { MaxRestarts = -2 }).Remote(1));
        Assert.Throws<ArgumentException>(() => Counter.Options(new() { Name = " " }).Remote(1));
    }

    [Fact]
    public async Task Kill_WhileTheConstructorRuns_CallsFailAndTheActorIsGone()
    {
        var actor = Fragile.Remote(_probe, 7);
        var call = actor.Read.Remote();
        await _probe.ArrivedAsync();
        Ray.Kill(actor);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(call));
        _probe.Open();
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Read.Remote()));
    }

    [Fact]
    public async Task Kill_RightAfterCreation_LeavesNothingBehind()
    {
        for (var i = 0; i < 200; i++)
            Ray.Kill(Counter.Options(new() { NumCpus = 1 }).Remote(i));
        await Until.TrueAsync(() => FreeCpus() == 4 && Runtime.Hosts.All(host => host.CellCount == 0), "Actors were left behind.");
    }

    public sealed class Embedded() : ActorCreationTests(new EmbeddedTestEngine());

    public sealed class Verified() : ActorCreationTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ActorCreationTests(new LossyTestEngine(output));
}

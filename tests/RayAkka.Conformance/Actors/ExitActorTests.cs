namespace RayAkka.Conformance.Actors;

public abstract class ExitActorTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ExitActor_InAMethod_FailsThatCallAndTheQueuedOnes(bool asynchronous)
    {
        var actor = Exiter.Remote();
        var before = actor.Answer.Remote(1);
        var exit = asynchronous ? actor.ExitAsync.Remote(_probe) : actor.Exit.Remote(_probe);
        var queued = actor.Answer.Remote(2);
        await _probe.ArrivedAsync();
        _probe.Open();
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(exit));
        Assert.Contains("ExitActor", error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(queued));
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Answer.Remote(3)));
        Assert.Equal(1, await Soon(before));
        Assert.Equal(ActorState.Dead, Ray.StateOf(actor));
    }

    [Fact]
    public async Task ExitActor_InTheConstructor_EndsTheActor()
    {
        var actor = Exiter.Remote(atOnce: true);
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Answer.Remote(1)));
        Assert.Contains("ExitActor", error.Message, StringComparison.Ordinal);
        Assert.False(error.ConstructorFailed);
    }

    [Fact]
    public async Task ExitActor_ExceptionSwallowed_TheCallAnswersAndTheActorEnds()
    {
        var actor = Exiter.Remote();
        _probe.Open();
        var exit = actor.ExitAndSwallow.Remote(_probe);
        var queued = actor.Answer.Remote(2);
        Assert.Equal(5, await Soon(exit));
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(queued));
        Assert.Single(_probe.Notes);
    }

    [Fact]
    public async Task ExitActor_RestartsLeft_IsNotRebuilt()
    {
        var actor = Exiter.Options(new() { MaxRestarts = -1, MaxTaskRetries = -1 }).Remote();
        _probe.Open();
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Exit.Remote(_probe)));
        Assert.Equal(ActorState.Dead, Ray.StateOf(actor));
    }

    [Fact]
    public async Task ExitActor_Concurrent_EndsTheActor()
    {
        var actor = Exiter.Options(new() { MaxConcurrency = 4 }).Remote();
        var exit = actor.ExitAsync.Remote(_probe);
        await _probe.ArrivedAsync();
        Assert.Equal(4, await Soon(actor.Answer.Remote(4)));
        _probe.Open();
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(exit));
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(actor.Answer.Remote(1)));
    }

    [Fact]
    public async Task ExitActor_ConcurrentInManyActors_NoCallIsForgotten()
    {
        _probe.Open();
        var exits = Enumerable.Range(0, 100).Select(_ => Exiter.Options(new() { MaxConcurrency = 2 }).Remote().ExitAsync.Remote(_probe)).ToArray();
        foreach (var exit in exits)
            await Assert.ThrowsAsync<ActorDiedException>(() => Soon(exit));
    }

    [Fact]
    public void ExitActor_InTheDriver_Throws() => Assert.Throws<InvalidOperationException>(Ray.ExitActor);

    public sealed class Embedded() : ExitActorTests(new EmbeddedTestEngine());

    public sealed class Verified() : ExitActorTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ExitActorTests(new LossyTestEngine(output));
}

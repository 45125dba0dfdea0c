namespace RayAkka.Conformance.Actors;

public abstract class ReentrancyTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task CallBackOfAWaitingCall_RunsInBetween(bool blocking)
    {
        var (echo, actor) = (Echo.Remote(), Interleaved.Remote());
        Assert.Equal(11, await Soon(blocking ? actor.AskBlocking.Remote(echo, actor) : actor.Ask.Remote(echo, actor)));
    }

    [Fact]
    public async Task CallBack_ActorIsNotReentrant_IsACycle()
    {
        var (echo, actor) = (Echo.Remote(), Interleaved.Options(new() { Reentrant = false }).Remote());
        var error = await Assert.ThrowsAnyAsync<RayException>(() => Soon(actor.Ask.Remote(echo, actor)));
        Assert.Contains(nameof(CallCycleException), error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ManyCallBacks_TakeTurns()
    {
        var (echo, actor) = (Echo.Remote(), Interleaved.Remote());
        Assert.Equal(200, await Soon(actor.AskMany.Remote(echo, actor, 200)));
    }

    [Fact]
    public async Task CallsOfOthers_WaitUntilTheRunningOneHasEnded()
    {
        var actor = Interleaved.Remote();
        var stays = actor.Stay.Remote(_probe);
        await _probe.ArrivedAsync();
        var touches = actor.Touch.Remote();
        Assert.Equal(3, await Soon(Sleeper.Remote().Answer.Remote(3)));
        _probe.Open();
        Assert.Equal((0, 1), (await Soon(stays), await Soon(touches)));
    }

    [Fact]
    public void Reentrant_WithReplay_IsRefused() =>
        Assert.Throws<ArgumentException>(() => Steward.Options(new() { Reentrant = true }).Remote());

    public sealed class Embedded() : ReentrancyTests(new EmbeddedTestEngine());

    public sealed class Verified() : ReentrancyTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ReentrancyTests(new LossyTestEngine(output));
}

using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Lifetime;

public sealed class RestartBeforeCreationTests : RayTest
{
    private readonly Latch _latch = new();

    [Fact]
    public async Task Kill_WithRestart_BehindAConstructorArgument_BuildsTheActorOnceAndWithTheArgument()
    {
        var argument = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var counter = Counter.Options(new() { MaxRestarts = 2, NumCpus = 1 }).Remote(argument);
        var call = counter.Increment.Remote();
        Assert.Equal(ActorState.DependenciesUnready, Ray.StateOf(counter));

        Ray.Kill(counter, noRestart: false);
        Ray.Kill(counter, noRestart: false);
        _latch.Open();

        Assert.Equal(_latch.Number + 1, await call.AsTask().Within());
        Ray.Kill(counter);
        await counter.Record.Ended.Within();
        await Eventually.Holds(() => Ray.AvailableResources()["CPU"] == 4, "all CPUs are free");
    }

    [Fact]
    public async Task Kill_WithRestart_WithoutRestartsLeft_EndsTheActor()
    {
        var argument = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var counter = Counter.Options(new() { MaxRestarts = 1 }).Remote(argument);
        var call = counter.Increment.Remote();

        Ray.Kill(counter, noRestart: false);
        Ray.Kill(counter, noRestart: false);

        await Assert.ThrowsAsync<ActorDiedException>(() => call.AsTask().Within());
        _latch.Open();
    }
}

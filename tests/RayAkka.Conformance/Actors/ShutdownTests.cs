using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Actors;

public abstract class ShutdownTests(TestEngine engine) : EngineTests(engine)
{
    // No time passes: a shutdown that waits for what never comes hangs.
    protected override RayOptions Options => base.Options with { TimeProvider = new ManualTimeProvider() };

    [Fact]
    public async Task Shutdown_RightBehindCreations_Ends()
    {
        for (var round = 0; round < 20; round++)
        {
            var calls = Enumerable.Range(0, 10).Select(i => Counter.Remote(i).Value.Remote()).ToArray();
            await Ray.ShutdownAsync().WaitAsync(Limit);
            Assert.All(calls, call => Assert.True(call.IsCompleted));
            Ray.Init(Engine.Apply(Options));
        }
    }

    [Fact]
    public async Task Shutdown_RightBehindTasks_EndsAndEveryRefIsSettled()
    {
        for (var round = 0; round < 20; round++)
        {
            var calls = Enumerable.Range(0, 10).Select(i => Work.Tasks.Square.Remote(Work.Tasks.Square.Remote(i))).ToArray();
            await Ray.ShutdownAsync().WaitAsync(Limit);
            foreach (var call in calls)
                await Soon(call).ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(Limit);
            Ray.Init(Engine.Apply(Options));
        }
    }

    [Fact]
    public async Task Calls_AfterShutdown_SayWhatToDo()
    {
        var counter = Counter.Remote(1);
        await Ray.ShutdownAsync().WaitAsync(Limit);
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(counter.Value.Remote()));
        Assert.Contains("Ray.Init", Assert.Throws<InvalidOperationException>(() => Counter.Remote(1)).Message, StringComparison.Ordinal);
        Assert.Contains("Ray.Init", Assert.Throws<InvalidOperationException>(() => Ray.Put(1)).Message, StringComparison.Ordinal);
        Assert.False(Ray.IsInitialized);
    }

    public sealed class Embedded() : ShutdownTests(new EmbeddedTestEngine());

    public sealed class Verified() : ShutdownTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : ShutdownTests(new LossyTestEngine(output));
}

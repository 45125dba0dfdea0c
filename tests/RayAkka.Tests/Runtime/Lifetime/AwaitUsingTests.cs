using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Lifetime;

public sealed class AwaitUsingTests : RayTest
{
    protected override RayOptions Options => new() { NumCpus = 1, NumGpus = 0 };

    [Fact]
    public async Task Dispose_IdleActor_EndsAndDisposesIt()
    {
        var closed = new Latch();
        var actor = Closable.Remote(closed.Number);
        Assert.True(await actor.IsOpen.Remote());

        await Dispose(actor);

        Assert.Equal(1, closed.Arrived);
        Assert.Equal(ActorState.Dead, Ray.StateOf(actor));
        await Assert.ThrowsAsync<ActorDiedException>(async () => await actor.IsOpen.Remote());
        await Dispose(actor);
        Assert.Equal(1, closed.Arrived);
    }

    [Fact]
    public async Task Dispose_CallsQueued_EndsBehindThem()
    {
        var latch = new Latch();
        var counter = Counter.Remote(0);
        var blocked = counter.Block.Remote(latch.Number);
        var queued = Enumerable.Range(0, 10).Select(_ => counter.Increment.Remote()).ToArray();

        var disposal = Dispose(counter);
        latch.Open();
        await disposal;

        Assert.Equal(1, await blocked);
        Assert.Equal(Enumerable.Range(2, 10), await Ray.GetAsync(queued));
    }

    [Fact]
    public async Task Dispose_CallsBehindAnUnresolvedArgument_EndsBehindThem()
    {
        var latch = new Latch();
        var counter = Counter.Remote(0);
        var by = Functions.Tasks.WaitAsync.Remote(latch.Number);
        var behind = counter.Increment.Remote(by);
        var next = counter.Increment.Remote(1);

        var disposal = Dispose(counter);
        latch.Open();
        await disposal;

        Assert.Equal(latch.Number, await behind);
        Assert.Equal(latch.Number + 1, await next);
    }

    [Fact]
    public async Task Dispose_InsideTheActorItself_DoesNotWaitForItsOwnEnd()
    {
        var closed = new Latch();
        var actor = Closable.Remote(closed.Number);

        Assert.True(await Ray.GetAsync(actor.EndSelf.Remote(), Limits.Hang));
        Assert.True(await Ray.GetAsync(actor.EndSelfThrough.Remote(actor), Limits.Hang));

        await actor.Record.Ended.Within();
        Assert.Equal(1, closed.Arrived);
    }

    [Fact]
    public async Task Dispose_InATaskThatHoldsTheOnlyCpu_GivesItBackMeanwhile() =>
        Assert.Equal(3, await Ray.GetAsync(Functions.Tasks.CreateAndDispose.Remote(3), Limits.Hang));

    [Fact]
    public async Task Dispose_WeakOrDetachedHandle_DoesNothing()
    {
        var counter = Counter.Options(new ActorOptions { Name = "named" }).Remote(0);
        var detached = Counter.Options(new ActorOptions { Name = "detached", Lifetime = ActorLifetime.Detached }).Remote(0);

        await Dispose(Ray.GetActor<Counter>("named"));
        await Dispose(detached);

        Assert.Equal(1, await counter.Increment.Remote());
        Assert.Equal(1, await detached.Increment.Remote());
    }

    [Fact]
    public async Task Dispose_OneOfTwoHandles_EndsTheActorForBoth()
    {
        var counter = Counter.Options(new ActorOptions { Name = "shared" }).Remote(0);
        var other = Ray.GetActor<Counter>("shared", strong: true);

        await Dispose(counter);

        await Assert.ThrowsAsync<ActorDiedException>(async () => await other.Increment.Remote());
    }

    private static Task Dispose(IAsyncDisposable handle) => handle.DisposeAsync().AsTask().Within();
}

using System.Diagnostics;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Observability;

public sealed class TracingTests : RayTest
{
    [Fact]
    public async Task NestedCalls_WithBlockingWaits_AreOneTree()
    {
        using var trace = new ActivityCollector();
        var outer = Outer.Remote();

        Assert.Equal(1, await outer.Blocking.Remote());

        await Eventually.Holds(() => trace.Count == 3, "all activities have ended");
        Assert.Equal(
            [("Inner.Leaf", "NestedTasks.Middle"), ("NestedTasks.Middle", "Outer.Blocking"), ("Outer.Blocking", "driver")], trace.Tree());
    }

    [Fact]
    public async Task NestedCalls_WithAwaits_AreOneTree()
    {
        using var trace = new ActivityCollector();
        var outer = Outer.Remote();

        Assert.Equal(3, await outer.Awaiting.Remote());

        await Eventually.Holds(() => trace.Count == 4, "all activities have ended");
        Assert.Equal(
            [
                ("Inner.Last", "Outer.Awaiting"),
                ("Inner.Leaf", "NestedTasks.MiddleAsync"),
                ("NestedTasks.MiddleAsync", "Outer.Awaiting"),
                ("Outer.Awaiting", "driver"),
            ],
            trace.Tree());
    }

    [Fact]
    public async Task Calls_OfOneActorInARow_AreSiblings()
    {
        using var trace = new ActivityCollector();
        var inner = Inner.Remote();

        await Ray.GetAsync([inner.Leaf.Remote(), inner.Last.Remote(), inner.Leaf.Remote()]);

        await Eventually.Holds(() => trace.Count == 3, "all activities have ended");
        Assert.All(trace.Tree(), edge => Assert.Equal("driver", edge.Parent));
    }

    [Fact]
    public async Task Call_BehindAnArgument_HasItsCallersActivityAsParent()
    {
        using var trace = new ActivityCollector();
        var counter = Counter.Remote(0);

        await counter.Increment.Remote(Functions.Tasks.Square.Remote(3));

        await Eventually.Holds(() => trace.Count == 2, "all activities have ended");
        Assert.Equal([("Counter.Increment", "driver"), ("Functions.Square", "driver")], trace.Tree());
    }

    [Fact]
    public async Task Call_ThatThrows_EndsItsActivityWithTheError()
    {
        using var trace = new ActivityCollector();
        var outer = Outer.Remote();

        await Assert.ThrowsAsync<RayTaskException>(async () => await outer.Failing.Remote());

        await Eventually.Holds(() => trace.Count == 1, "the activity has ended");
        Assert.Equal(ActivityStatusCode.Error, trace.Ended("Outer.Failing").Status);
        Assert.Equal("refused", trace.Ended("Outer.Failing").StatusDescription);
    }
}

using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Nodes;

public sealed class NodeLeavingTests : ClusterTest
{
    private static readonly Dictionary<string, string> s_there = new() { ["place"] = "there" };
    private readonly Latch _latch = new();

    private static NodeOptions There => new() { NumCpus = 1, Labels = s_there };

    [Fact]
    public async Task RemoveNode_WithCallsOfAnActor_LetsThemEndAndRebuildsTheActorElsewhere()
    {
        var leaving = await Cluster.AddNodeAsync(There);
        var counter = Counter.Options(new() { Labels = { ["place"] = "there" }, MaxRestarts = 1 }).Remote(10);
        var running = counter.Block.Remote(_latch.Number);
        var queued = counter.Increment.Remote();
        await _latch.Arrivals();

        var removal = Cluster.RemoveNodeAsync(leaving);
        await Cluster.AddNodeAsync(There);
        Assert.False(removal.IsCompleted);
        _latch.Open();
        await removal.Within();

        Assert.Equal(11, await running.AsTask().Within());
        Assert.Equal(12, await queued.AsTask().Within());
        Assert.Equal(11, await counter.Increment.Options(new() { MaxTaskRetries = -1 }).Remote().AsTask().Within());
    }

    [Fact]
    public async Task RemoveNode_WithAnActorWithoutRestarts_DisposesIt()
    {
        var leaving = await Cluster.AddNodeAsync(There);
        var closable = Closable.Options(new() { Labels = { ["place"] = "there" } }).Remote(_latch.Number);
        Assert.True(await closable.IsOpen.Remote().AsTask().Within());

        await Cluster.RemoveNodeAsync(leaving).Within();

        Assert.Equal(1, _latch.Arrived);
        Assert.Contains("left", (await Outcome(closable.IsOpen.Remote()))!.Message, StringComparison.Ordinal);
    }
}

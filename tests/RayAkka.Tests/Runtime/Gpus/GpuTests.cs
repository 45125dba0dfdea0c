using RayAkka.Testing;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Gpus;

public sealed class GpuTests : ClusterTest
{
    private readonly RecordingLoggers _logs = new();
    private readonly Latch _latch = new();

    protected override NodeOptions Head => new() { NumCpus = 8, NumGpus = 2 };

    protected override RayOptions Options => new() { LoggerFactory = _logs };

    [Fact]
    public async Task Actors_WithWholeGpus_HaveIdsOfTheirOwnForTheirLife()
    {
        var one = OnGpus(1);
        var two = OnGpus(1);

        var first = await one.Gpus.Remote();
        var second = await two.Gpus.Remote();

        Assert.Equal([0, 1], first.Concat(second).Order());
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal(first, await one.Gpus.Remote());
            Assert.Equal(second, await two.Gpus.Remote());
        }

        Assert.Equal(0, Ray.AvailableResources()["GPU"]);
    }

    [Fact]
    public async Task Actors_WithFractions_ShareAnId()
    {
        var halves = Enumerable.Range(0, 4).Select(_ => OnGpus(0.5)).ToArray();

        var ids = await Ray.GetAsync(halves.Select(half => half.Gpus.Remote()));

        Assert.All(ids, own => Assert.Single(own));
        Assert.Equal([0, 0, 1, 1], ids.Select(own => own[0]).Order());
    }

    [Fact]
    public async Task Actors_OnTwoNodes_HaveIdsThatAreUniqueOnTheirNode()
    {
        await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8, NumGpus = 2 });
        var actors = Enumerable.Range(0, 4).Select(_ => OnGpus(1)).ToArray();

        var places = new HashSet<(NodeId, int)>();
        foreach (var actor in actors)
        {
            Assert.True(places.Add((await actor.Node.Remote(), (await actor.Gpus.Remote()).Single())));
        }

        Assert.Equal(2, places.Select(place => place.Item1).Distinct().Count());
    }

    [Fact]
    public async Task Gpus_OfAnEndedActor_GoToTheNextInLine()
    {
        var holder = OnGpus(2);
        Assert.Equal([0, 1], await holder.Gpus.Remote());
        var waiting = Enumerable.Range(0, 3).Select(_ => WhereTasks.Tasks.Gpus.Remote()).ToArray();
        Assert.All(waiting, task => Assert.False(task.IsCompleted));

        await ((IAsyncDisposable)holder).DisposeAsync().AsTask().Within();

        Assert.All(await Ray.GetAsync(waiting).Within(), ids => Assert.Single(ids));
        await Eventually.Holds(() => Ray.AvailableResources()["GPU"] == 2, "the GPUs are free");
    }

    [Fact]
    public async Task Requests_OfOneShape_AreServedInTheOrderOfTheirSubmission()
    {
        var holder = OnGpus(2);
        await holder.Gpus.Remote();
        var turns = Enumerable.Range(0, 20).Select(_ => new Latch()).ToArray();
        var waiting = turns.Select(turn => WhereTasks.Tasks.NodeAndBlock.Options(new TaskOptions { NumGpus = 2 }).Remote(turn.Number)).ToArray();

        Ray.Kill(holder);
        for (var i = 0; i < turns.Length; i++)
        {
            await turns[i].Arrivals();
            Assert.All(turns.Skip(i + 1), later => Assert.Equal(0, later.Arrived));
            turns[i].Open();
        }

        await Ray.GetAsync(waiting).Within();
    }

    [Fact]
    public async Task Kill_WhileASynchronousMethodRuns_KeepsItsGpusUntilItReturnsAndSaysSo()
    {
        var actor = OnGpus(2);
        var running = actor.GpusThenBlock.Remote(_latch.Number);
        await _latch.Arrivals();

        Ray.Kill(actor);

        Assert.IsType<ActorDiedException>(await Outcome(running));
        Assert.Equal(0, Ray.AvailableResources()["GPU"]);
        var warning = Assert.Single(_logs.Warnings, text => text.Contains("GPU", StringComparison.Ordinal));
        Assert.Contains("GpusThenBlock", warning, StringComparison.Ordinal);
        Assert.Contains("0,1", warning, StringComparison.Ordinal);
        var next = WhereTasks.Tasks.Gpus.Remote();
        Assert.False(next.IsCompleted);
        _latch.Open();
        Assert.Single(await next.AsTask().Within());
    }

    [Fact]
    public async Task StuckAfter_MethodThatBlocks_KeepsItsGpusUntilItReturnsAndNamesItsThread()
    {
        var actor = Where.Options(new() { NumCpus = 1, NumGpus = 2, StuckAfter = TimeSpan.FromSeconds(8) }).Remote();
        var running = actor.GpusThenBlock.Remote(_latch.Number);
        await _latch.Arrivals();

        Time.Advance(TimeSpan.FromSeconds(7));
        Assert.Equal(ActorState.Alive, Ray.StateOf(actor));
        Time.Advance(TimeSpan.FromSeconds(3));

        var error = Assert.IsType<ActorDiedException>(await Outcome(running));
        Assert.Equal(ActorDeathCause.WorkerCrashed, error.Cause);
        Assert.Equal((0, 8), (Ray.AvailableResources()["GPU"], Ray.AvailableResources()["CPU"]));
        Assert.Single(_logs.Warnings, text => text.Contains("GpusThenBlock runs for longer than 00:00:08: the thread ", StringComparison.Ordinal));
        Assert.Single(_logs.Warnings, text => text.Contains("GPUs 0,1 stay taken", StringComparison.Ordinal));
        _latch.Open();
        await actor.Record.Ended.Within();
        Assert.Equal((2, 8), (Ray.AvailableResources()["GPU"], Ray.AvailableResources()["CPU"]));
    }

    [Fact]
    public async Task Exit_OfAnActorWithGpus_WarnsOfNothing()
    {
        var actor = OnGpus(2);
        Assert.IsType<ActorDiedException>(await Outcome(actor.Exit.Remote()));
        await actor.Record.Ended.Within();

        Assert.Empty(_logs.Warnings);
        Assert.Equal(2, Ray.AvailableResources()["GPU"]);
    }

    [Fact]
    public async Task Actor_WithoutGpus_HasNoIds() => Assert.Empty(await Where.Remote().Gpus.Remote());

    [Fact]
    public async Task Tasks_AreRunOnNodesWithoutGpusIfTheyNeedNone()
    {
        var plain = await Cluster.AddNodeAsync(new NodeOptions { NumCpus = 8 });

        Assert.Equal(plain.NodeId, await WhereTasks.Tasks.Node.Remote());
    }

    private static ActorHandle<Where> OnGpus(double count) => Where.Options(new ActorOptions { NumGpus = count }).Remote();
}

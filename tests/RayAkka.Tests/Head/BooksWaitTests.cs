using RayAkka.Actors;
using RayAkka.Head;
using RayAkka.Scheduling;
using RayAkka.Tests.Scheduling;

namespace RayAkka.Tests.Head;

/// <summary>Questions that block their thread, while the test's thread delivers.</summary>
public sealed class BooksWaitTests
{
    [Fact]
    public async Task Questions_WithAHead_AreAnswered()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 2, out var nodes);
        var books = nodes[1].Books;

        Assert.Equal(8, (await Pump(cluster, books.Scheduler.Total))["GPU"]);
        Assert.Equal(8, (await Pump(cluster, books.Scheduler.Available))["CPU"]);
        Assert.Equal([nodes[0].Id, nodes[1].Id], (await Pump(cluster, books.Scheduler.Snapshot)).Select(node => node.Id).OrderBy(id => id.Low));
        Assert.Contains("needs 9 GPU", await Pump(cluster, () => books.Scheduler.WhyInfeasible(SchedulerFixture.Shape(gpu: 9))), StringComparison.Ordinal);
        Assert.Null(await Pump(cluster, () => books.Scheduler.WhyInfeasible(SchedulerFixture.Shape(gpu: 4))));

        var actor = new ActorDescription(new ActorId(1, 1), nodes[1].Id, "C", "C, A", "a", "ns", IsDetached: true, MaxTaskRetries: -1);
        Assert.Null(await Pump(cluster, () => books.Names.Reserve(actor)));
        Assert.Equal(actor, await Pump(cluster, () => nodes[0].Books.Names.Find("ns", "a")));
        Assert.Equal(["a"], await Pump(cluster, () => nodes[0].Books.Names.Names("ns")));
        books.Names.Release("ns", "a", actor.Id);
        Assert.Null(await Pump(cluster, () => nodes[0].Books.Names.Find("ns", "a")));
    }

    [Fact]
    public async Task Question_WithoutAHead_WaitsForOne()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 2, out var nodes, elect: false);
        var asked = Task.Run(nodes[1].Books.Scheduler.Total);
        UntilAsked(nodes[1], asked);
        cluster.Elect(nodes[0]);
        cluster.Run();

        Assert.Equal(8, (await asked)["GPU"]);
    }

    [Theory]
    [InlineData(true, "has not answered")]
    [InlineData(false, "no node has been elected")]
    public async Task Question_WithoutAnAnswerInTime_SaysWhatIsMissing(bool elect, string why)
    {
        using var cluster = BooksPlacementTests.Start(nodes: 2, out var nodes, elect);
        var asked = Task.Run(nodes[1].Books.Scheduler.Total);
        UntilAsked(nodes[1], asked);
        while (!asked.IsCompleted)
            cluster.Time.Advance(HeadQueries.Limit);

        var error = await Assert.ThrowsAsync<RayException>(() => asked);
        Assert.Contains(why, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_WhenTheSessionEnds_EndsToo()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 2, out var nodes, elect: false);
        var asked = Task.Run(nodes[1].Books.Scheduler.Total);
        UntilAsked(nodes[1], asked);
        var request = new RecordingRequest(SchedulerFixture.Shape(cpu: 1));
        nodes[1].Books.Scheduler.Submit(request);

        nodes[1].Books.Dispose();

        await Assert.ThrowsAsync<RayException>(() => asked);
        Assert.Throws<RayException>(() => nodes[1].Books.Scheduler.Total());
        Assert.Equal(["the scheduler has shut down"], request.Unschedulable);
    }

    [Fact]
    public void Question_OnTheThreadThatDelivers_IsRefused()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 2, out var nodes);
        Exception? error = null;
        var request = new RecordingRequest(
            SchedulerFixture.Shape(cpu: 1), _ => error = Record.Exception(() => nodes[1].Books.Scheduler.Total()));
        nodes[1].Books.Scheduler.Submit(request);

        cluster.Run();

        Assert.True(request.IsGranted);
        Assert.IsType<InvalidOperationException>(error);
    }

    [Fact]
    public void NoHeadForLong_WithRequestsThatWait_IsLoggedOnce()
    {
        using var logs = new LineLog();
        using var cluster = new SimCluster(seed: 1) { Logs = logs };
        var node = cluster.Add();
        cluster.Time.Advance(TimeSpan.FromMinutes(1));
        Assert.Empty(logs.Lines);

        node.Submit(SchedulerFixture.Shape(cpu: 1));
        node.Submit(SchedulerFixture.Shape(cpu: 1));
        cluster.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal("2 requests and questions wait since 00:00:05: no node keeps the cluster's books; one must be elected", Assert.Single(logs.Lines));
    }

    [Fact]
    public void Report_MissingForLong_IsLoggedWithTheNameOfTheNode()
    {
        using var logs = new LineLog();
        using var cluster = new SimCluster(seed: 1) { Logs = logs };
        var nodes = Enumerable.Range(0, 3).Select(_ => cluster.Add()).ToArray();
        cluster.Run();
        cluster.Network.Hold(nodes[2].Id, nodes[0].Id);
        cluster.Elect(nodes[0]);
        cluster.Run();

        cluster.Time.Advance(TimeSpan.FromMinutes(1));

        Assert.EndsWith($"waits for the reports of host:2 ({nodes[2].Id})", Assert.Single(logs.Lines), StringComparison.Ordinal);
    }

    private static async Task<T> Pump<T>(SimCluster cluster, Func<T> ask)
    {
        var asked = Task.Run(ask);
        while (!asked.IsCompleted)
        {
            cluster.Run();
            Thread.Yield();
        }

        return await asked;
    }

    private static void UntilAsked(SimNode node, Task asked) =>
        Assert.True(SpinWait.SpinUntil(() => node.Books.Queries.Count > 0 || asked.IsCompleted, TimeSpan.FromSeconds(30)));
}

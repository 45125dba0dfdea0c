using RayAkka.Scheduling;
using RayAkka.Tests.Scheduling;

namespace RayAkka.Tests.Head;

public sealed class BooksPlacementTests
{
    private static readonly ResourceShape s_gpu = SchedulerFixture.Shape(gpu: 1);

    [Fact]
    public void TwelveGpus_OnThreeNodes_AreTwelveDistinctOnesAndTheThirteenthWaitsForAnEnd()
    {
        using var cluster = Start(nodes: 3, out var nodes);
        var driver = nodes[^1];

        var jobs = Enumerable.Range(0, 13).Select(_ => driver.Submit(s_gpu)).ToArray();
        cluster.RunAndDecide();

        var grants = nodes.SelectMany(node => node.Running).Select(running => running.Grant).ToArray();
        Assert.Equal(12, grants.Select(grant => (grant.Node, grant.GpuIds.Single())).Distinct().Count());
        Assert.Same(jobs[12].Request, Assert.Single(driver.Books.Scheduler.Waiting()));

        nodes[1].End(0);
        cluster.RunAndDecide();

        Assert.Equal(PlacementState.Granted, jobs[12].Request!.State);
        Assert.Equal(12, nodes.Sum(node => node.Running.Count));
    }

    [Fact]
    public void Requests_BeforeAnyElection_WaitAndAreGrantedByTheFirstHead()
    {
        using var cluster = new SimCluster(seed: 1);
        var node = cluster.Add();
        var job = node.Submit(s_gpu);
        cluster.Run();
        Assert.Equal(PlacementState.Waiting, job.Request!.State);

        cluster.Elect(node);
        cluster.RunAndDecide();

        Assert.Same(job, Assert.Single(node.Running).Job);
    }

    [Fact]
    public void Head_WithANodeThatHasNotReported_IssuesNothingUntilItHasOrIsGone()
    {
        using var cluster = Start(nodes: 3, out var nodes, elect: false);
        cluster.Network.Hold(nodes[2].Id, nodes[0].Id);
        cluster.Elect(nodes[0]);
        var job = nodes[1].Submit(s_gpu);
        cluster.Run();
        Assert.Equal(PlacementState.Waiting, job.Request!.State);

        cluster.Kill(nodes[2]);
        cluster.Network.Resume(nodes[2].Id, nodes[0].Id);
        cluster.RunAndDecide();

        Assert.Equal(PlacementState.Granted, job.Request!.State);
    }

    [Fact]
    public void Head_OnDismissal_IssuesNothingMore()
    {
        using var cluster = Start(nodes: 2, out var nodes);
        nodes[0].Books.OnDismissed();

        var job = nodes[1].Submit(s_gpu);
        cluster.RunAndDecide();

        Assert.Equal(PlacementState.Waiting, job.Request!.State);
    }

    [Fact]
    public void Request_ThatNoNodeCanTake_IsUnschedulableInTimeOrGrantedWhenOneJoins()
    {
        using var cluster = Start(nodes: 1, out var nodes);
        var big = nodes[0].Submit(SchedulerFixture.Shape(gpu: 8));
        cluster.Run();
        cluster.Time.Advance(SimCluster.UnschedulableAfter - TimeSpan.FromSeconds(1));
        var other = nodes[0].Submit(SchedulerFixture.Shape(gpu: 16));
        cluster.Run();
        var joined = cluster.Add(gpus: 16);
        cluster.RunAndDecide();

        cluster.Time.Advance(TimeSpan.FromSeconds(1));
        cluster.Run();

        Assert.Equal(joined.Id, big.Request!.Grant!.Node);
        Assert.Equal(PlacementState.Waiting, other.Request!.State);

        var huge = nodes[0].Submit(SchedulerFixture.Shape(gpu: 32));
        cluster.Run();
        cluster.Time.Advance(SimCluster.UnschedulableAfter);
        cluster.Run();
        Assert.Contains("needs 32 GPU", huge.Unschedulable, StringComparison.Ordinal);
    }

    [Fact]
    public void Driver_InTheCluster_IsGivenNothingToHost()
    {
        using var cluster = new SimCluster(seed: 1);
        var driver = cluster.Add(isDriver: true);
        cluster.Elect(driver);
        var job = driver.Submit(new ResourceShape(ResourceSet.Empty, ResourceSet.Empty, labels: null));
        cluster.RunAndDecide();
        Assert.Equal(PlacementState.Waiting, job.Request!.State);

        var node = cluster.Add();
        cluster.RunAndDecide();

        Assert.Same(job, Assert.Single(node.Running).Job);
        Assert.Equal(node.Id, Assert.Single(cluster.Usage(driver)).Id);
    }

    [Fact]
    public void ManyShapes_BeyondTheNumbersThereAre_AllArrive()
    {
        using var cluster = Start(nodes: 2, out var nodes);

        for (var i = 1; i <= 700; i++)
        {
            var job = nodes[1].Submit(SchedulerFixture.Shape(cpu: i / 1000.0));
            cluster.RunAndDecide();
            Assert.Equal(i * 10, job.Request!.Grant!.Held.Cpu);
            Assert.Equal(PlacementState.Granted, job.Request.State);
            var host = nodes.Single(node => node.Running.Count > 0);
            Assert.Equal(i * 10, host.Running[0].Grant.Held.Cpu);
            host.End(0);
        }

        var usage = cluster.Usage(nodes[0]);
        Assert.Equal(UsageReport.Total(usage), UsageReport.Available(usage));
    }

    [Fact]
    public void DrainedNode_UnderTheNextHead_IsStillDrained()
    {
        using var cluster = Start(nodes: 3, out var nodes);
        nodes[1].Books.Scheduler.DrainNode(nodes[2].Id);
        cluster.Run();
        cluster.Kill(nodes[1]);
        cluster.Kill(nodes[0]);
        cluster.Elect(nodes[2]);

        var job = nodes[2].Submit(s_gpu);
        cluster.RunAndDecide();

        Assert.Equal(PlacementState.Waiting, job.Request!.State);
        Assert.Equal(0, UsageReport.Available(cluster.Usage(nodes[2]))["GPU"]);
    }

    [Fact]
    public void BlockedGrant_UnderTheNextHead_StillLendsItsCpu()
    {
        using var cluster = new SimCluster(seed: 1);
        var driver = cluster.Add(isDriver: true);
        var (host, other) = (cluster.Add(), cluster.Add());
        cluster.Elect(driver);
        for (var i = 0; i < 8; i++)
            host.Submit(SchedulerFixture.Shape(cpu: 1));
        cluster.RunAndDecide();
        host.Books.Scheduler.Block(host.Running[0].Grant);
        cluster.Kill(driver);
        cluster.Elect(other);
        cluster.Run();

        Assert.Equal(1, UsageReport.Available(cluster.Usage(other))["CPU"]);
        host.Books.Scheduler.Unblock(host.Running[0].Grant);
        cluster.Run();
        Assert.Equal(0, UsageReport.Available(cluster.Usage(other))["CPU"]);
    }

    internal static SimCluster Start(int nodes, out SimNode[] all, bool elect = true, int seed = 1)
    {
        var cluster = new SimCluster(seed);
        all = [.. Enumerable.Range(0, nodes).Select(_ => cluster.Add())];
        cluster.Run();
        if (elect)
            cluster.Elect(all[0]);
        cluster.Run();
        return cluster;
    }
}

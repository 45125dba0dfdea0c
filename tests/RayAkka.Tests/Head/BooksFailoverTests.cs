using RayAkka.Scheduling;
using RayAkka.Tests.Scheduling;

namespace RayAkka.Tests.Head;

public sealed class BooksFailoverTests
{
    private static readonly ResourceShape s_gpu = SchedulerFixture.Shape(gpu: 1);

    [Fact]
    public void RequesterDiesWithAJobOnItsWay_Host_RefusesItAndItsPlaceIsFree()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 2, out var nodes);
        var driver = cluster.Add(isDriver: true);
        cluster.Run();
        cluster.Network.Hold(driver.Id, nodes[1].Id);
        for (var i = 0; i < 8; i++)
            driver.Submit(s_gpu);
        cluster.RunAndDecide();
        Assert.Empty(nodes[1].Running);
        Assert.Equal(4, nodes[0].Running.Count);

        cluster.Kill(driver, withLoss: false);
        cluster.Run();
        Assert.Equal(4, UsageReport.Available(cluster.Usage(nodes[0]))["GPU"]);
        cluster.Network.Resume(driver.Id, nodes[1].Id);
        cluster.Run();

        Assert.Empty(nodes[1].Running);
        Assert.Equal(4, nodes[0].Running.Count);
    }

    [Fact]
    public void HostDies_ItsGrants_AreVoidAndItsJobsFindOtherPlaces()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes);
        for (var i = 0; i < 6; i++)
            nodes[0].Submit(s_gpu);
        cluster.RunAndDecide();
        cluster.Kill(nodes[2]);
        cluster.RunAndDecide();

        Assert.Equal(6, nodes[0].Running.Count + nodes[1].Running.Count);
        Assert.Equal(2, UsageReport.Available(cluster.Usage(nodes[0]))["GPU"]);
        Assert.Equal(6, cluster.Audit.Booked.Count);
    }

    [Fact]
    public void GrantFromBefore_HandedOverAfterTheNextHeadAsked_IsVoid()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes);
        var job = FindJobFor(cluster, nodes[1], host: nodes[2]);
        cluster.Elect(nodes[1]);
        cluster.Run();

        Assert.False(nodes[1].Books.Scheduler.HandOver(job.Request!.Grant!));
        Assert.Equal(12, UsageReport.Available(cluster.Usage(nodes[1]))["GPU"]);
    }

    [Fact]
    public void GrantOnTheRequesterItself_UnderTheNextHead_IsStillHeld()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes);
        var job = FindJobFor(cluster, nodes[1], host: nodes[1]);
        cluster.Elect(nodes[2]);
        cluster.Run();

        Assert.True(nodes[1].Books.Scheduler.HandOver(job.Request!.Grant!));
        Assert.Equal(11, UsageReport.Available(cluster.Usage(nodes[2]))["GPU"]);
        nodes[1].Books.Scheduler.Release(job.Request.Grant!);
        Assert.Equal(12, UsageReport.Available(cluster.Usage(nodes[2]))["GPU"]);
    }

    [Fact]
    public void TwoElectedAtOnce_AnyOrderOfNews_OneServesAll()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            using var cluster = BooksPlacementTests.Start(nodes: 4, out var nodes, elect: false, seed);
            nodes[0].Books.OnElected();
            nodes[1].Books.OnElected();
            nodes[2].Books.OnElected();
            nodes[3].Submit(s_gpu);
            cluster.RunAndDecide();

            Assert.Equal(1, cluster.Alive.Sum(node => node.Running.Count));
            Assert.Single(cluster.Alive.Select(node => node.Books.Epoch).Distinct());
            Assert.InRange(nodes[3].Books.Epoch, 1UL, 10UL);
        }
    }

    [Fact]
    public void TwoElectedAtOnce_InLockstep_DoNotOutbidEachOtherForEver()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 2, out var nodes, elect: false);
        nodes[0].Books.OnElected();
        nodes[1].Books.OnElected();

        var rounds = 0;
        for (; cluster.Network.Pending > 0 && rounds < 50; rounds++)
            cluster.StepAll();

        Assert.InRange(rounds, 3, 20);
        Assert.Equal(nodes[0].Books.Head, nodes[1].Books.Head);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TwoElectedAtOnce_TheOneThatServesGoes_TheOtherTakesUpAgain(bool dies)
    {
        for (var seed = 0; seed < 50; seed++)
        {
            using var cluster = BooksPlacementTests.Start(nodes: 4, out var nodes, elect: false, seed);
            nodes[0].Books.OnElected();
            nodes[1].Books.OnElected();
            cluster.Run();
            var serving = nodes.Single(node => node.Id == nodes[3].Books.Head);
            if (dies)
                cluster.Kill(serving);
            else
                serving.Books.OnDismissed();

            nodes[3].Submit(s_gpu);
            cluster.RunAndDecide();

            Assert.Equal(1, cluster.Alive.Sum(node => node.Running.Count));
        }
    }

    [Fact]
    public void Rival_ThatHadResignedBeforeTheNewsOfItCame_KeepsNobodyFromServing()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 3, out var nodes, elect: false);
        var (low, high) = nodes[0].Id.High < nodes[1].Id.High ? (nodes[0], nodes[1]) : (nodes[1], nodes[0]);
        var voter = nodes[2];
        cluster.Network.Hold(low.Id, voter.Id);
        cluster.Network.Hold(voter.Id, low.Id);
        cluster.Network.Hold(low.Id, high.Id);
        cluster.Network.Hold(high.Id, low.Id);
        low.Books.OnElected();
        high.Books.OnElected();
        cluster.Run();
        cluster.Network.Resume(low.Id, voter.Id);
        cluster.Run();
        high.Books.OnDismissed();
        cluster.Network.Resume(high.Id, low.Id);
        cluster.Run();
        cluster.Network.Resume(voter.Id, low.Id);
        cluster.Network.Resume(low.Id, high.Id);

        voter.Submit(s_gpu);
        cluster.RunAndDecide();

        Assert.Equal(1, cluster.Alive.Sum(node => node.Running.Count));
    }

    [Fact]
    public void Newcomer_ElectedWithoutHavingSeenAnyEpoch_FindsAHigherOne()
    {
        using var cluster = BooksPlacementTests.Start(nodes: 2, out var nodes);
        cluster.Elect(nodes[1]);
        cluster.Run();
        cluster.Elect(nodes[0]);
        cluster.Run();
        cluster.Kill(nodes[0]);
        var newcomer = cluster.Add();
        cluster.Run();
        cluster.Elect(newcomer);
        nodes[1].Submit(s_gpu);
        cluster.RunAndDecide();

        Assert.Equal(newcomer.Id, nodes[1].Books.Head);
        Assert.Equal(1, cluster.Alive.Sum(node => node.Running.Count));
    }

    // What it is granted on other nodes is given back.
    private static SimJob FindJobFor(SimCluster cluster, SimNode requester, SimNode host)
    {
        SimJob? found = null;
        for (var i = 0; i < 12; i++)
            requester.Submit(s_gpu);
        cluster.Run();
        while (requester.Undecided.Count > 0)
        {
            var (job, grant) = requester.Undecided[0];
            if (found is null && grant.Node == host.Id)
            {
                found = job;
                requester.Undecided.RemoveAt(0);
            }
            else
            {
                requester.Cancel(0);
            }
        }

        cluster.Run();
        return found!;
    }
}

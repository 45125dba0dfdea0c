using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class ClusterSchedulerTests : IDisposable
{
    private readonly SchedulerFixture _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void Release_SameShapeWaits_GrantsInOrderOfSubmission()
    {
        _cluster.AddNode(cpu: 1);
        var running = _cluster.Submit(cpu: 1);
        var waiting = Enumerable.Range(0, 5).Select(_ => _cluster.Submit(cpu: 1)).ToList();

        foreach (var next in waiting)
        {
            Assert.False(next.IsGranted);
            _cluster.Release(running);
            Assert.True(next.IsGranted);
            running = next;
        }
    }

    [Fact]
    public void Submit_SmallBehindBig_Passes()
    {
        _cluster.AddNode(cpu: 2);
        _cluster.Submit(cpu: 1);
        var big = _cluster.Submit(cpu: 2);

        Assert.True(_cluster.Submit(cpu: 1).IsGranted);
        Assert.False(big.IsGranted);
    }

    [Fact]
    public void Release_TwoShapesFit_OlderHeadIsFirst()
    {
        _cluster.AddNode(cpu: 2);
        var running = _cluster.Submit(cpu: 2);
        var big = _cluster.Submit(cpu: 2);
        var small = _cluster.Submit(cpu: 1);

        _cluster.Release(running);

        Assert.True(big.IsGranted);
        Assert.False(small.IsGranted);
    }

    [Fact]
    public void Release_TwoShapesWait_TakesTurnsByAge()
    {
        _cluster.AddNode(cpu: 2, memory: 10);
        var running = _cluster.Submit(cpu: 2);
        var order = new List<int>();
        var shapes = new[] { SchedulerFixture.Shape(cpu: 1), SchedulerFixture.Shape(cpu: 1, memory: 1) };
        foreach (var number in Enumerable.Range(0, 9))
        {
            _cluster.Submit(shapes[number / 2 % 2], request =>
            {
                order.Add(number);
                _cluster.Release(request);
            });
        }

        _cluster.Release(running);

        Assert.Equal(Enumerable.Range(0, 9), order);
    }

    [Fact]
    public void Release_Twice_ReturnsOnce()
    {
        _cluster.AddNode(cpu: 2);
        var request = _cluster.Submit(cpu: 1);
        _cluster.Submit(cpu: 1);

        _cluster.Release(request);
        _cluster.Release(request);

        Assert.Equal(1, _cluster.Scheduler.Available()["CPU"]);
    }

    [Fact]
    public void Withdraw_Waiting_IsNeverGranted()
    {
        _cluster.AddNode(cpu: 1);
        var running = _cluster.Submit(cpu: 1);
        var withdrawn = _cluster.Submit(cpu: 1);
        var next = _cluster.Submit(cpu: 1);

        Assert.True(_cluster.Scheduler.Withdraw(withdrawn));
        Assert.False(_cluster.Scheduler.Withdraw(withdrawn));
        _cluster.Release(running);

        Assert.False(withdrawn.IsGranted);
        Assert.True(next.IsGranted);
        Assert.False(_cluster.Scheduler.Withdraw(next));
    }

    [Fact]
    public void Withdraw_BeforeSubmit_MakesSubmitDoNothing()
    {
        _cluster.AddNode(cpu: 1);
        var request = new RecordingRequest(SchedulerFixture.Shape(cpu: 1));

        Assert.True(_cluster.Scheduler.Withdraw(request));
        _cluster.Scheduler.Submit(request);

        Assert.False(request.IsGranted);
        Assert.Equal(1, _cluster.Scheduler.Available()["CPU"]);
    }

    [Fact]
    public void Block_Waiting_LendsTheCpuAndUnblockTakesItAgain()
    {
        _cluster.AddNode(cpu: 1, gpu: 1);
        var parent = _cluster.Submit(cpu: 1, gpu: 1);
        var child = _cluster.Submit(cpu: 1);
        var other = _cluster.Submit(cpu: 1);

        _cluster.Scheduler.Block(parent.Grant!);
        Assert.True(child.IsGranted);
        Assert.Equal(0, _cluster.Scheduler.Available()["GPU"]);

        _cluster.Scheduler.Unblock(parent.Grant!);
        Assert.Equal(0, _cluster.Scheduler.Available()["CPU"]);
        _cluster.Release(child); // pays the debt
        Assert.False(other.IsGranted);
        _cluster.Release(parent);
        Assert.True(other.IsGranted);
        _cluster.Release(other);
        Assert.Equal(1, _cluster.Scheduler.Available()["CPU"]);
    }

    [Fact]
    public void Block_Overlapping_EndsWithTheLastUnblock()
    {
        _cluster.AddNode(cpu: 1);
        var grant = _cluster.Submit(cpu: 1).Grant!;

        _cluster.Scheduler.Block(grant);
        _cluster.Scheduler.Block(grant);
        _cluster.Scheduler.Unblock(grant);
        Assert.Equal(1, _cluster.Scheduler.Available()["CPU"]);
        _cluster.Scheduler.Unblock(grant);
        Assert.Equal(0, _cluster.Scheduler.Available()["CPU"]);
        _cluster.Scheduler.Unblock(grant);
        Assert.Equal(0, _cluster.Scheduler.Available()["CPU"]);
    }

    [Fact]
    public void Release_Blocked_DoesNotReturnTheCpuTwice()
    {
        _cluster.AddNode(cpu: 2);
        var grant = _cluster.Submit(cpu: 2).Grant!;

        _cluster.Scheduler.Block(grant);
        _cluster.Scheduler.Release(grant);
        _cluster.Scheduler.Unblock(grant);

        Assert.Equal(2, _cluster.Scheduler.Available()["CPU"]);
    }

    [Fact]
    public void RemoveNode_WithGrants_MakesThemVoidAndPlacesTheRestElsewhere()
    {
        var lost = _cluster.AddNode(cpu: 1);
        var onLost = _cluster.Submit(cpu: 1);
        var waiting = _cluster.Submit(cpu: 1);

        Assert.True(_cluster.Scheduler.RemoveNode(lost));
        Assert.False(_cluster.Scheduler.RemoveNode(lost));
        var other = _cluster.AddNode(cpu: 1);
        Assert.Equal(other, waiting.Node);
        _cluster.Release(onLost);
        _cluster.Scheduler.Block(onLost.Grant!);
        _cluster.Scheduler.Unblock(onLost.Grant!);

        Assert.Equal(0, _cluster.Scheduler.Available()["CPU"]);
        Assert.Equal(1, _cluster.Scheduler.Total()["CPU"]);
    }

    [Fact]
    public void DrainNode_WithGrants_PlacesNothingMoreThere()
    {
        var leaving = _cluster.AddNode(cpu: 2);
        var running = _cluster.Submit(cpu: 1);

        _cluster.Scheduler.DrainNode(leaving);
        var waiting = _cluster.Submit(cpu: 1);
        _cluster.Release(running);

        Assert.False(waiting.IsGranted);
        Assert.Equal(0, _cluster.Scheduler.Available()["CPU"]);
        Assert.Equal(2, _cluster.Scheduler.Total()["CPU"]);
        Assert.Equal("needs 1 CPU; the cluster has 0", _cluster.Scheduler.WhyInfeasible(SchedulerFixture.Shape(cpu: 1)));
    }

    [Fact]
    public void AddNode_SameIdTwice_Throws()
    {
        var id = _cluster.AddNode(cpu: 1);

        Assert.Throws<ArgumentException>(() => _cluster.Scheduler.AddNode(id, ResourceSet.Empty, SchedulerFixture.Labels(), gpuIds: null));
        Assert.Equal(1, _cluster.Scheduler.Total()["CPU"]);
    }

    [Fact]
    public void Snapshot_TwoNodes_HasTotalsFreeAmountsAndLabels()
    {
        var first = _cluster.AddNode(cpu: 2, memory: 100, labels: [("zone", "a")]);
        var second = _cluster.AddNode(cpu: 1, gpu: 1);
        _cluster.Submit(cpu: 2);
        _cluster.Submit(gpu: 1);

        var nodes = _cluster.Scheduler.Snapshot();

        Assert.Equal([first, second], nodes.Select(node => node.Id));
        Assert.Equal((2, 0), (nodes[0].Total["CPU"], nodes[0].Available["CPU"]));
        Assert.Equal((100, 100), (nodes[0].Total["memory"], nodes[0].Available["memory"]));
        Assert.Equal((1, 0), (nodes[1].Total["GPU"], nodes[1].Available["GPU"]));
        Assert.Equal("a", nodes[0].Labels["zone"]);
        Assert.Equal((3, 1), (_cluster.Scheduler.Total()["CPU"], _cluster.Scheduler.Available()["CPU"]));
    }

    [Fact]
    public void Dispose_Waiting_ReportsEveryRequestAndStopsTheTimer()
    {
        _cluster.AddNode(cpu: 1);
        _cluster.Submit(cpu: 1);
        var waiting = _cluster.Submit(cpu: 1);
        var infeasible = _cluster.Submit(gpu: 1);

        _cluster.Scheduler.Dispose();
        var late = _cluster.Submit(cpu: 1);

        Assert.All([waiting, infeasible, late], request => Assert.Equal(["the scheduler has shut down"], request.Unschedulable));
        Assert.Equal(0, _cluster.Time.ActiveTimers);
    }
}

using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class UnschedulableTests : IDisposable
{
    private readonly SchedulerFixture _cluster = new(TimeSpan.FromSeconds(10));

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void Submit_NothingToWaitFor_IsReportedAtTheCall()
    {
        using var embedded = new SchedulerFixture(TimeSpan.Zero);
        embedded.AddNode(cpu: 2);

        var request = embedded.Submit(gpu: 1);

        Assert.Equal(["needs 1 GPU; the cluster has 0"], request.Unschedulable);
        Assert.False(embedded.Scheduler.Withdraw(request));
    }

    [Fact]
    public void Submit_CanBeSatisfiedLater_WaitsForEver()
    {
        _cluster.AddNode(cpu: 1);
        _cluster.Submit(cpu: 1);
        var waiting = _cluster.Submit(cpu: 1);

        _cluster.Time.Advance(TimeSpan.FromDays(100));

        Assert.Empty(waiting.Unschedulable);
    }

    [Fact]
    public void Submit_Infeasible_IsReportedWhenItsOwnTimeIsUp()
    {
        _cluster.AddNode(cpu: 1);
        var first = _cluster.Submit(gpu: 1);
        _cluster.Time.Advance(TimeSpan.FromSeconds(4));
        var second = _cluster.Submit(gpu: 1);

        _cluster.Time.Advance(TimeSpan.FromSeconds(5.9));
        Assert.Empty(first.Unschedulable);
        _cluster.Time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal(["needs 1 GPU; the cluster has 0"], first.Unschedulable);
        Assert.Empty(second.Unschedulable);
        _cluster.Time.Advance(TimeSpan.FromSeconds(4));
        Assert.Single(second.Unschedulable);
        Assert.Equal(0, _cluster.Time.ActiveTimers);
    }

    [Fact]
    public void AddNode_BeforeTheTimeIsUp_GrantsInstead()
    {
        var request = _cluster.Submit(gpu: 1);
        _cluster.Time.Advance(TimeSpan.FromSeconds(9));

        _cluster.AddNode(gpu: 1);
        _cluster.Time.Advance(TimeSpan.FromSeconds(9));

        Assert.True(request.IsGranted);
        Assert.Empty(request.Unschedulable);
    }

    [Fact]
    public void RemoveNode_LastThatFits_ReportsAfterTheTimeFromThen()
    {
        var node = _cluster.AddNode(gpu: 1);
        _cluster.Submit(gpu: 1);
        var waiting = _cluster.Submit(gpu: 1);
        _cluster.Time.Advance(TimeSpan.FromSeconds(60));

        _cluster.Scheduler.RemoveNode(node);
        _cluster.Time.Advance(TimeSpan.FromSeconds(9.9));
        Assert.Empty(waiting.Unschedulable);
        _cluster.Time.Advance(TimeSpan.FromSeconds(0.1));

        Assert.Equal(["needs 1 GPU; the cluster has 0"], waiting.Unschedulable);
    }

    [Fact]
    public void RemoveNode_NothingToWaitFor_ReportsAtOnce()
    {
        using var embedded = new SchedulerFixture(TimeSpan.Zero);
        var node = embedded.AddNode(cpu: 1);
        embedded.Submit(cpu: 1);
        var waiting = embedded.Submit(cpu: 1);

        embedded.Scheduler.RemoveNode(node);

        Assert.Single(waiting.Unschedulable);
    }

    [Fact]
    public void Submit_InfiniteTime_NeverReports()
    {
        using var patient = new SchedulerFixture(Timeout.InfiniteTimeSpan);
        var request = patient.Submit(cpu: 1);

        patient.Time.Advance(TimeSpan.FromDays(365));
        Assert.Empty(request.Unschedulable);
        patient.AddNode(cpu: 1);
        Assert.True(request.IsGranted);
    }

    [Theory]
    [InlineData(1, 0, 0, null, null)]
    [InlineData(4, 2, 0, null, "needs 4 CPU on one node; the largest has 2")]
    [InlineData(5, 3, 0, null, "needs 5 CPU; the cluster has 4; needs 3 GPU; the cluster has 2")]
    [InlineData(0.5, 0, 2.5, null, "needs 2.5 tpu; the cluster has 0")]
    [InlineData(1, 0, 0, "c", "needs a node with the label zone=c; the cluster has none")]
    [InlineData(1, 1, 0, "a", "needs 1 GPU on one node with the label zone=a; the largest has 0")]
    public void WhyInfeasible_NamesEverythingMissing(double cpu, double gpu, double tpu, string? zone, string? expected)
    {
        _cluster.AddNode(cpu: 2, labels: [("zone", "a")]);
        _cluster.AddNode(cpu: 2, gpu: 2, labels: [("zone", "b")]);
        _cluster.Submit(cpu: 2);

        var shape = SchedulerFixture.Shape(cpu, gpu, tpu: tpu, labels: zone is null ? [] : [("zone", zone)]);

        Assert.Equal(expected, _cluster.Scheduler.WhyInfeasible(shape));
    }

    [Fact]
    public void WhyInfeasible_KindsOnDifferentNodes_SaysSo()
    {
        _cluster.AddNode(cpu: 8, memory: 1_000);
        _cluster.AddNode(cpu: 1, gpu: 1);

        Assert.Equal(
            "needs 4 CPU and 1 GPU on one node; no node has them together",
            _cluster.Scheduler.WhyInfeasible(SchedulerFixture.Shape(cpu: 4, gpu: 1)));
        Assert.Equal(
            "needs 2000 bytes of memory; the cluster has 1000",
            _cluster.Scheduler.WhyInfeasible(SchedulerFixture.Shape(memory: 2_000)));
    }

    [Fact]
    public void WhyInfeasible_NoNodes_NamesThem()
    {
        Assert.Equal("needs a node; the cluster has 0", _cluster.Scheduler.WhyInfeasible(new ResourceShape(ResourceSet.Empty, ResourceSet.Empty, labels: null)));
        Assert.Equal("needs 1 CPU; the cluster has 0", _cluster.Scheduler.WhyInfeasible(SchedulerFixture.Shape(cpu: 1)));
    }
}

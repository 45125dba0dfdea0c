using RayAkka.Scheduling;

namespace RayAkka.Tests.Scheduling;

public sealed class PlacementPolicyTests : IDisposable
{
    private readonly SchedulerFixture _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void Submit_ManyTasks_PacksToTheThresholdThenSpreads()
    {
        var first = _cluster.AddNode(cpu: 4);
        var second = _cluster.AddNode(cpu: 4);

        var nodes = Enumerable.Range(0, 8).Select(_ => _cluster.Submit(cpu: 1).Node).ToList();

        Assert.Equal([first, first, second, second, first, second, first, second], nodes);
    }

    [Fact]
    public void Submit_MemoryIsScarcest_CountsAsTheCriticalResource()
    {
        _cluster.AddNode(cpu: 10, memory: 100);
        var second = _cluster.AddNode(cpu: 10, memory: 100);
        _cluster.Submit(memory: 60);

        Assert.Equal(second, _cluster.Submit(cpu: 1).Node);
    }

    [Fact]
    public void Submit_WithoutGpuNeed_AvoidsGpuNodesWhileAnotherFits()
    {
        var gpu = _cluster.AddNode(cpu: 2, gpu: 2);
        var plain = _cluster.AddNode(cpu: 2);

        var nodes = Enumerable.Range(0, 3).Select(_ => _cluster.Submit(cpu: 1).Node).ToList();

        Assert.Equal([plain, plain, gpu], nodes);
    }

    [Fact]
    public void Submit_WithLabels_GoesToANodeThatCarriesThem()
    {
        _cluster.AddNode(cpu: 4, labels: [("zone", "b")]);
        var right = _cluster.AddNode(cpu: 4, labels: [("zone", "a"), ("disk", "ssd")]);

        Assert.Equal(right, _cluster.Submit(SchedulerFixture.Shape(cpu: 1, labels: [("zone", "a")])).Node);
    }

    [Fact]
    public void Submit_CustomResource_TakesAndReturnsIt()
    {
        _cluster.AddNode(cpu: 1);
        var node = _cluster.AddNode(cpu: 1, tpu: 2);

        var request = _cluster.Submit(tpu: 1.5);
        Assert.Equal(node, request.Node);
        Assert.Equal(0.5, _cluster.Scheduler.Available()["tpu"]);

        _cluster.Release(request);
        Assert.Equal(2, _cluster.Scheduler.Available()["tpu"]);
    }

    [Fact]
    public void Submit_ActorThatHoldsNothing_NeedsAFreeCpuButLeavesItFree()
    {
        _cluster.AddNode(cpu: 1);
        var actor = new ResourceShape(SchedulerFixture.Set(cpu: 1), ResourceSet.Empty, labels: null);

        Assert.True(_cluster.Submit(actor).IsGranted);
        Assert.True(_cluster.Submit(actor).IsGranted);
        var task = _cluster.Submit(cpu: 1);
        Assert.True(task.IsGranted);
        var waiting = _cluster.Submit(actor);
        Assert.False(waiting.IsGranted);

        _cluster.Release(task);
        Assert.True(waiting.IsGranted);
    }

    [Theory]
    [InlineData(0.0, false, false, 0.0)]
    [InlineData(0.49, false, false, 0.0)]
    [InlineData(0.5, false, false, 0.5)]
    [InlineData(0.75, true, true, 0.75)]
    public void Score_Utilisation_IsFlatBelowTheThreshold(double utilisation, bool hasGpus, bool needsGpus, double expected) =>
        Assert.Equal(expected, HybridPolicy.Score(utilisation, 0.5, hasGpus, needsGpus));

    [Fact]
    public void Score_GpuNodeForOtherWork_IsWorseThanAFullNode() =>
        Assert.True(HybridPolicy.Score(0, 0.5, nodeHasGpus: true, needsGpus: false) > HybridPolicy.Score(1, 0.5, nodeHasGpus: false, needsGpus: false));
}

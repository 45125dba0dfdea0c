namespace RayAkka.Tests.Scheduling;

public sealed class GpuPlacementTests : IDisposable
{
    private readonly SchedulerFixture _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void Submit_WholeGpus_GetsIdsOfItsOwn()
    {
        _cluster.AddNode(gpu: 4, gpuIds: [4, 5, 6, 7]);

        var first = _cluster.Submit(gpu: 2);
        var second = _cluster.Submit(gpu: 2);

        Assert.Equal([4, 5], first.Grant!.GpuIds);
        Assert.Equal([6, 7], second.Grant!.GpuIds);
        Assert.Equal(0, _cluster.Scheduler.Available()["GPU"]);
    }

    [Fact]
    public void Submit_Fractions_ShareOneGpuBeforeTheyTakeAnother()
    {
        _cluster.AddNode(gpu: 2);

        var halves = Enumerable.Range(0, 3).Select(_ => _cluster.Submit(gpu: 0.5)).ToList();

        Assert.Equal([0, 0, 1], halves.Select(half => half.Grant!.GpuIds.Single()));
        Assert.False(_cluster.Submit(gpu: 1).IsGranted);
    }

    [Fact]
    public void Submit_FractionThatFitsOnNoSingleGpu_Waits()
    {
        _cluster.AddNode(gpu: 2);
        var first = _cluster.Submit(gpu: 0.6);
        _cluster.Submit(gpu: 0.6);

        var third = _cluster.Submit(gpu: 0.6);
        Assert.False(third.IsGranted);
        Assert.Equal(0.8, _cluster.Scheduler.Available()["GPU"]);

        _cluster.Release(first);
        Assert.Equal([0], third.Grant!.GpuIds);
    }

    [Fact]
    public void Submit_Fraction_GoesToTheFullestGpuWithRoom()
    {
        _cluster.AddNode(gpu: 3);
        _cluster.Submit(gpu: 0.7);
        _cluster.Submit(gpu: 0.5);

        Assert.Equal([0], _cluster.Submit(gpu: 0.3).Grant!.GpuIds);
        Assert.Equal([1], _cluster.Submit(gpu: 0.3).Grant!.GpuIds);
    }

    [Fact]
    public void Release_WholeGpu_FreesItsId()
    {
        _cluster.AddNode(gpu: 2);
        var first = _cluster.Submit(gpu: 1);
        var second = _cluster.Submit(gpu: 1);
        var third = _cluster.Submit(gpu: 1);

        _cluster.Release(second);

        Assert.Equal([1], third.Grant!.GpuIds);
        Assert.Equal([0], first.Grant!.GpuIds);
    }

    [Fact]
    public void Submit_WithoutGpuNeed_HasNoIds()
    {
        _cluster.AddNode(cpu: 1, gpu: 1, tpu: 1);

        Assert.Empty(_cluster.Submit(cpu: 1).Grant!.GpuIds);
        Assert.Empty(_cluster.Submit(tpu: 1).Grant!.GpuIds);
    }

    [Theory]
    [InlineData(2, new[] { 0 })]
    [InlineData(2, new[] { 3, 3 })]
    [InlineData(0, new[] { 0 })]
    [InlineData(0.5, null)]
    public void AddNode_GpusAndIdsThatDoNotMatch_Throws(double gpus, int[]? ids) =>
        Assert.Throws<ArgumentException>(() => _cluster.AddNode(gpu: gpus, gpuIds: ids));
}

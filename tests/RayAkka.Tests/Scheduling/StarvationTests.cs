namespace RayAkka.Tests.Scheduling;

public sealed class StarvationTests : IDisposable
{
    private readonly SchedulerFixture _cluster = new();

    public void Dispose() => _cluster.Dispose();

    [Fact]
    public void Submit_SmallOnesKeepPassing_BigOneIsGrantedInTheEnd()
    {
        _cluster.AddNode(cpu: 2);
        var older = _cluster.Submit(cpu: 1);
        var big = _cluster.Submit(cpu: 2);

        // without a guard one of the two CPUs would be busy for ever
        for (var i = 0; i < 1_000 && !big.IsGranted; i++)
        {
            var younger = _cluster.Submit(cpu: 1);
            _cluster.Release(older);
            older = younger;
            if (!younger.IsGranted)
                break;
        }

        Assert.True(big.IsGranted);
    }

    [Fact]
    public void Reservation_HolderWaitsForARequestItKeepsOut_Lapses()
    {
        _cluster.AddNode(cpu: 2, gpu: 1);
        var parent = _cluster.Submit(gpu: 1);
        var big = _cluster.Submit(cpu: 1, gpu: 1);
        var keptOut = PassUntilReserved();

        Assert.False(keptOut.IsGranted);
        _cluster.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(keptOut.IsGranted);
        Assert.False(big.IsGranted);

        _cluster.Release(keptOut);
        _cluster.Release(parent);
        Assert.True(big.IsGranted);
    }

    [Fact]
    public void Withdraw_ReservedRequest_LetsTheOthersIn()
    {
        _cluster.AddNode(cpu: 2, gpu: 1);
        _cluster.Submit(gpu: 1);
        var big = _cluster.Submit(cpu: 1, gpu: 1);
        var keptOut = PassUntilReserved();

        _cluster.Scheduler.Withdraw(big);

        Assert.True(keptOut.IsGranted);
    }

    [Fact]
    public void RemoveNode_Reserved_LetsAnotherBeReserved()
    {
        var reserved = _cluster.AddNode(cpu: 2, gpu: 1);
        _cluster.Submit(gpu: 1);
        var older = _cluster.Submit(gpu: 1);
        var big = _cluster.Submit(cpu: 1, gpu: 1);
        var keptOut = PassUntilReserved();

        _cluster.Scheduler.RemoveNode(reserved);
        _cluster.AddNode(cpu: 2, gpu: 1);
        Assert.True(older.IsGranted);
        Assert.True(keptOut.IsGranted);
        _cluster.Release(keptOut);
        PassUntilReserved();
        _cluster.Release(older);

        Assert.True(big.IsGranted);
    }

    /// <summary>Runs tasks that take all CPUs by the big one until one of them has to wait.</summary>
    private RecordingRequest PassUntilReserved()
    {
        for (var i = 0; i < 1_000; i++)
        {
            var small = _cluster.Submit(cpu: 2);
            if (!small.IsGranted)
                return small;
            _cluster.Release(small);
        }

        throw new InvalidOperationException("Nothing was reserved.");
    }
}

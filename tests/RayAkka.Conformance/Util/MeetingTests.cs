using RayAkka.Util;

namespace RayAkka.Conformance.Util;

/// <summary>Barriers, semaphores and refs to several results.</summary>
public abstract class MeetingTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Barrier_LetsAllGoWhenTheLastHasCome_PhaseAfterPhase()
    {
        var barrier = new RayBarrier(3);
        for (var phase = 0; phase < 2; phase++)
        {
            var early = Enumerable.Range(0, 2).Select(_ => UtilWork.Tasks.Meet.Remote(barrier, _probe)).ToArray();
            await _probe.ArrivedAsync(2);
            Assert.Empty((await Ray.WaitAsync(early, 1, TimeSpan.Zero)).Ready);
            Assert.Equal(phase, await barrier.ArriveAsync().WaitAsync(Limit));
            Assert.Equal([phase, phase], await Soon(early));
        }

        Assert.Throws<ArgumentException>(() => new RayBarrier(0));
    }

    [Fact]
    public async Task Semaphore_LetsNoMoreInThanItHasPermits()
    {
        var semaphore = new RaySemaphore(2);
        var entered = Enumerable.Range(0, 5).Select(_ => UtilWork.Tasks.Enter.Options(new() { NumCpus = 0 }).Remote(semaphore, _probe)).ToArray();
        await _probe.ArrivedAsync(2);
        Assert.False(await semaphore.AcquireAsync(TimeSpan.Zero));
        Assert.False(await semaphore.AcquireAsync(TimeSpan.FromMilliseconds(1)));
        Assert.Equal(2, _probe.Arrivals);
        _probe.Open();
        await Soon(entered);
        Assert.True(await semaphore.AcquireAsync(TimeSpan.Zero));
        await semaphore.ReleaseAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(semaphore.ReleaseAsync);
    }

    [Fact]
    public async Task Split_GivesARefForEachPart()
    {
        var (number, text) = UtilWork.Tasks.Pair.Remote(4).Split();
        Assert.Equal(4, await Soon(number));
        Assert.Equal("4", await Soon(text));
        var (first, second, third) = UtilWork.Tasks.Triple.Remote(5).Split();
        Assert.Equal(5, await Soon(first));
        Assert.Equal("5", await Soon(second));
        Assert.Equal(5, Assert.Single(await Soon(third)));
    }

    [Fact]
    public async Task Split_CallFailed_AllPartsFailWithItsCause()
    {
        var (number, text) = UtilWork.Tasks.Pair.Remote(-1).Split();
        Assert.IsType<InvalidOperationException>((await Assert.ThrowsAsync<RayTaskException>(() => Soon(number))).InnerException);
        Assert.IsType<InvalidOperationException>((await Assert.ThrowsAsync<RayTaskException>(() => Soon(text))).InnerException);
    }

    public sealed class Embedded() : MeetingTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : MeetingTests(new LossyTestEngine(output));
}

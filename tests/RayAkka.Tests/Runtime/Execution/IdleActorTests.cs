using RayAkka.Execution;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Runtime.Execution;

public sealed class IdleActorTests : RayTest
{
    private readonly ManualTimeProvider _time = new();

    protected override RayOptions Options => new() { NumCpus = 4, NumGpus = 0, TimeProvider = _time };

    [Fact]
    public async Task Actors_FiveThousandThatAreIdle_HoldNoThreadAndNoTimer()
    {
        var timers = _time.ActiveTimers;
        var actors = Enumerable.Range(0, 5_000).Select(i => Counter.Remote(i)).ToArray();
        Assert.Equal(Enumerable.Range(1, 5_000), await Ray.GetAsync(actors.Select(actor => actor.Increment.Remote())));

        Assert.True(WorkerPool.Shared.ThreadCount < 500, $"{WorkerPool.Shared.ThreadCount} threads");
        Assert.Equal(timers, _time.ActiveTimers);
        GC.KeepAlive(actors);
    }
}

using System.Runtime.CompilerServices;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;
using RayAkka.Tests.Support;

namespace RayAkka.Tests.Runtime.Memory;

public sealed class MemoryTests : RayTest
{
    private const int Million = 1_000_000;
    private const long Slack = 20_000_000;

    private readonly ManualTimeProvider _time = new();

    protected override RayOptions Options => new() { NumCpus = 4, NumGpus = 0, TimeProvider = _time };

    [Fact]
    public async Task Put_AMillionTimesWithRefsDropped_ReturnsTheMemory()
    {
        var before = await Used();
        var during = PutAMillion();
        Assert.True(during - before > 2 * Slack, "The objects were not kept while there were refs.");

        await Eventually.Collected(() => Used(before) < Slack, "the memory of a million objects returns");
    }

    [Fact]
    public async Task Calls_AMillionOfOneActor_LeaveNothingBehind()
    {
        var counter = Counter.Remote(0);
        Call(counter, 10_000);
        var before = await Used();

        Call(counter, Million);

        await Eventually.Collected(() => Used(before) < Slack, "the memory of a million calls returns");
        Assert.Equal(Million + 10_001, await counter.Increment.Remote());
    }

    [Fact]
    public async Task Calls_WithATimeLimit_LeaveNothingInTheActorsToken()
    {
        var counter = Counter.Remote(0);
        var timers = _time.ActiveTimers;
        var before = await Used();

        CallWithLimit(counter, 100_000);

        // The clock forgets a disposed timer when its time has come.
        _time.Advance(TimeSpan.FromSeconds(2));

        await Eventually.Collected(() => Used(before) < Slack / 4, "the memory of calls with a time limit returns");
        await Eventually.Holds(() => _time.ActiveTimers == timers, "the timers of the calls are gone");
        GC.KeepAlive(counter);
    }

    [Fact]
    public async Task Calls_FourThousandThatWaitInOneActor_TakeLessThanAKilobyteEach()
    {
        const int Count = 4_000;
        var (first, latch) = (new Latch(), new Latch());
        var waiter = Waiter.Options(new() { MaxConcurrency = 2 * Count }).Remote();
        var warm = Enumerable.Range(0, Count).Select(_ => waiter.Stay.Remote(first.Number)).ToArray();
        await first.Arrivals(Count);
        first.Open();
        await Ray.GetAsync(warm).Within();
        var before = await Used();

        var calls = Enumerable.Range(0, Count).Select(_ => waiter.Stay.Remote(latch.Number)).ToArray();
        await latch.Arrivals(Count);

        Assert.InRange((await Used() - before) / Count, 1, 1024);
        latch.Open();
        await Ray.GetAsync(calls).Within();
        GC.KeepAlive(warm);
    }

    [Fact]
    public async Task Tasks_ManyInARow_LeaveNothingBehind()
    {
        RunTasks(10_000);
        var before = await Used();

        RunTasks(200_000);

        await Eventually.Collected(() => Used(before) < Slack / 2, "the memory of the tasks returns");
    }

    [Fact]
    public async Task Wait_TimedOutAgainAndAgainOnOneRef_LeavesNoWaiters()
    {
        var latch = new Latch();
        var never = Functions.Tasks.WaitAsync.Remote(latch.Number);
        var stays = never.AsTask();
        var before = await Used();

        for (var i = 0; i < 10_000; i++)
        {
            Assert.Empty(Ray.Wait([never], timeout: TimeSpan.Zero).Ready);
            var wait = Ray.WaitAsync([never], timeout: TimeSpan.FromMilliseconds(1));
            var get = Ray.GetAsync(never, TimeSpan.FromMilliseconds(1));
            _time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Empty((await wait).Ready);
            await Assert.ThrowsAsync<GetTimeoutException>(() => get);
        }

        await Eventually.Collected(() => Used(before) < 1_000_000, "the waiters are forgotten");
        latch.Open();
        Assert.Equal(latch.Number, await stays.Within());
    }

    [Fact]
    public async Task Dependents_TwoHundredThousandOfOnePendingRef_AllRun()
    {
        var latch = new Latch();
        var pending = Functions.Tasks.WaitAsync.Remote(latch.Number);
        var dependents = Enumerable.Range(0, 200_000).Select(_ => Functions.Tasks.Square.Remote(pending)).ToArray();

        latch.Open();

        var squares = await Ray.GetAsync(dependents).Within();
        Assert.All(squares, square => Assert.Equal(latch.Number * latch.Number, square));
    }

    private static async Task<long> Used()
    {
        await Eventually.Collect();
        return Used(0);
    }

    private static long Used(long before) => GC.GetTotalMemory(forceFullCollection: true) - before;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static long PutAMillion()
    {
        var refs = new ObjectRef<byte[]>[Million];
        var bytes = new byte[16];
        for (var i = 0; i < refs.Length; i++)
        {
            refs[i] = Ray.Put(bytes);
        }

        var used = GC.GetTotalMemory(forceFullCollection: true);
        GC.KeepAlive(refs);
        return used;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Call(ActorHandle<Counter> counter, int count)
    {
        var batch = new ObjectRef<int>[10_000];
        for (var done = 0; done < count; done += batch.Length)
        {
            for (var i = 0; i < batch.Length; i++)
            {
                batch[i] = counter.Increment.Remote();
            }

            Ray.Get(batch);
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void CallWithLimit(ActorHandle<Counter> counter, int count)
    {
        var limited = new CallOptions { Timeout = TimeSpan.FromSeconds(1) };
        for (var done = 0; done < count; done += 1_000)
        {
            Ray.Get(Enumerable.Range(0, 1_000).Select(_ => counter.WithToken.Options(limited).Remote(1)));
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RunTasks(int count)
    {
        for (var done = 0; done < count; done += 10_000)
        {
            Ray.Get(Enumerable.Range(0, 10_000).Select(i => Functions.Tasks.Square.Remote(i)));
        }
    }
}

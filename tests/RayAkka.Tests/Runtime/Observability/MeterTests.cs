using System.Runtime.CompilerServices;
using RayAkka.Tests.Runtime.Samples;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Observability;

public sealed class MeterTests : RayTest
{
    private readonly Latch _latch = new();

    protected override RayOptions Options => new() { NumCpus = 4, NumGpus = 0, Resources = { ["tpu"] = 2 } };

    [Fact]
    public async Task Calls_WhateverBecomesOfThem_AreEachCountedOnce()
    {
        using var meter = new MeterReader();
        var counter = Counter.Remote(0);
        var failed = Functions.Tasks.TakeAndThrow.Remote(new Token());
        List<ObjectRef> refs =
        [
            counter.Increment.Remote(),
            counter.Increment.Options(new CallOptions { MaxTaskRetries = 2 }).Remote(),
            counter.TakeAndThrow.Remote(new Token()),
            counter.WaitAsync.Remote(_latch.Number),
            failed,
            counter.Increment.Remote(failed),
            Functions.Tasks.TakeAfter.Remote(new Token(), failed),
            Functions.Tasks.Square.Remote(2),
            Functions.Tasks.WaitAsync.Remote(_latch.Number),
        ];
        var killed = Counter.Remote(0);
        await killed.Increment.Remote();
        refs.Add(killed.Block.Remote(_latch.Number));
        refs.Add(killed.Increment.Remote());
        refs.Add(killed.Increment.Remote(Functions.Tasks.WaitAsync.Remote(_latch.Number)));
        await _latch.Arrivals(4);
        Ray.Kill(killed);
        refs.Add(killed.Increment.Remote());
        _latch.Open();
        await Task.WhenAll(refs.Select(Settle));

        await killed.Record.Ended.Within();

        const int Finished = 7;
        const int Failed = 8;
        Assert.Equal(Finished + Failed, meter.Sum("rayakka.calls.submitted"));
        await Eventually.Holds(
            () => meter.Sum("rayakka.calls.finished") >= Finished && meter.Sum("rayakka.calls.failed") >= Failed, "every call was counted");
        await Eventually.Collect();
        Assert.Equal(Finished, meter.Sum("rayakka.calls.finished"));
        Assert.Equal(Failed, meter.Sum("rayakka.calls.failed"));
    }

    [Fact]
    public async Task Task_CancelledWhileItWaitsForAnArgument_IsCountedOnce()
    {
        using var meter = new MeterReader();
        var argument = Functions.Tasks.WaitAsync.Remote(_latch.Number);
        var waits = Functions.Tasks.Square.Remote(argument);
        await _latch.Arrivals();

        Ray.Cancel(waits);
        await Settle(waits);
        Assert.Equal(1, meter.Sum("rayakka.calls.failed"));
        _latch.Open();

        // The argument is counted behind telling whoever waits for it. It is not awaited: with a second waiter it would drop the one that is gone.
        await Eventually.Holds(() => meter.Sum("rayakka.calls.finished") == 1, "the argument was counted");
        Assert.Equal(1, meter.Sum("rayakka.calls.failed"));
        GC.KeepAlive(argument);
    }

    [Fact]
    public async Task Calls_ThatRan_TellTheirTimes()
    {
        using var meter = new MeterReader();
        var counter = Counter.Remote(0);

        await Ray.GetAsync(Enumerable.Range(0, 10).Select(_ => counter.Increment.Remote()));
        await Functions.Tasks.Square.Remote(1);

        await Eventually.Holds(() => meter.Count("rayakka.call.execution.time") == 11, "the execution times were recorded");
        Assert.Equal(11, meter.Count("rayakka.call.queue.time"));
        Assert.True(meter.Sum("rayakka.call.execution.time") > 0);
        Assert.True(meter.Sum("rayakka.call.queue.time") > 0);
    }

    [Fact]
    public async Task Calls_WithAListenerOfEndsOnly_AreCounted()
    {
        using var meter = new MeterReader("rayakka.calls.finished");
        var counter = Counter.Remote(0);

        await counter.Increment.Remote();

        await Eventually.Holds(() => meter.Sum("rayakka.calls.finished") == 1, "the call was counted");
    }

    [Fact]
    public async Task Actors_ComeAndGo_AreCountedWhileTheyLive()
    {
        using var meter = new MeterReader();
        var actors = Enumerable.Range(0, 5).Select(i => Counter.Remote(i)).ToArray();
        Assert.Equal(5, meter.Gauge("rayakka.actors.alive"));
        Assert.Equal(5, meter.Sum("rayakka.actors.created"));

        Ray.Kill(actors[0]);
        await ((IAsyncDisposable)actors[1]).DisposeAsync();

        Assert.Equal(3, meter.Gauge("rayakka.actors.alive"));
        GC.KeepAlive(actors);
    }

    [Fact]
    public async Task Objects_Collected_LeaveTheCounts()
    {
        using var meter = new MeterReader();
        var kept = Ray.Put("four");
        Put();
        Assert.Equal(11, meter.Sum("rayakka.objects.stored"));
        Assert.Equal(8 + (10 * 800) + 0, meter.Sum("rayakka.objects.bytes"));

        await Eventually.Collected(() => meter.Sum("rayakka.objects.stored") == 1, "ten objects leave the count");

        Assert.Equal(8, meter.Sum("rayakka.objects.bytes"));
        GC.KeepAlive(kept);
    }

    [Fact]
    public void Objects_OfEveryPlainType_AreCountedByTheirBytes()
    {
        using var meter = new MeterReader();
        ObjectRef[] kept = [Ray.Put(new bool[10]), Ray.Put(new char[10]), Ray.Put(new double[10])];

        Assert.Equal(10 + 20 + 80, meter.Sum("rayakka.objects.bytes"));
        GC.KeepAlive(kept);
    }

    [Fact]
    public async Task Resources_InUse_AreMissingFromTheAvailable()
    {
        using var meter = new MeterReader();
        var task = Functions.Tasks.Block.Options(new TaskOptions { NumCpus = 3, Resources = { ["tpu"] = 2 } }).Remote(_latch.Number);
        await _latch.Arrivals();

        Assert.Equal(4, meter.Gauge("rayakka.resources.total/CPU"));
        Assert.Equal(1, meter.Gauge("rayakka.resources.available/CPU"));
        Assert.Equal(0, meter.Gauge("rayakka.resources.available/tpu"));

        _latch.Open();
        await task;
        await Eventually.Holds(() => meter.Gauge("rayakka.resources.available/CPU") == 4, "the CPUs are free again");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Put()
    {
        var refs = Enumerable.Range(0, 10).Select(_ => Ray.Put(new double[100])).ToArray();
        GC.KeepAlive(refs);
    }

    private static async Task Settle(ObjectRef reference)
    {
        try
        {
            await reference.AsTask().Within();
        }
        catch (RayException)
        {
            // Some are meant to fail.
        }
    }
}

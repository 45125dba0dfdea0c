using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Objects;

/// <summary>Results of tasks that leave memory and are computed again.</summary>
public abstract class EvictionTests(TestEngine engine) : EngineTests(engine)
{
    private const int Mega = 1024 * 1024;
    private const long StoreLimit = 10 * Mega;

    private readonly Probe _runs = Probe.Create();

    // It stands still: every task is a quick one unless a test says otherwise.
    private readonly ManualTimeProvider _time = new();
    private readonly string _folder = Path.Combine(Path.GetTempPath(), "rayakka-tests", Guid.NewGuid().ToString("n"));

    protected override RayOptions Options => base.Options with { ObjectStoreMemory = StoreLimit, StoragePath = _folder, TimeProvider = _time };

    [Fact]
    public async Task Get_EvictedResultOfAQuickTask_RunsItAgain()
    {
        var cut = await CutAsync(4);

        Fill();

        Assert.True(cut.IsAway);
        Assert.False(cut.IsLocated);
        Assert.Equal(4, (await Soon(cut))[^1]);
        Assert.Equal(2, _runs.Arrivals);
        Assert.Equal(4, Ray.Get(cut)[0]);
        Assert.Equal(2, _runs.Arrivals);
    }

    [Fact]
    public async Task Get_Evicted_BlockingReadersAndTasks_OneRecomputation()
    {
        var cut = await CutAsync(4);
        Fill();

        var readers = Enumerable.Range(0, 10).Select(_ => Quarry.Tasks.First.Options(new() { NumCpus = 0.1 }).Remote(cut)).ToArray();
        Assert.Equal(4, Ray.Get(cut, Limit)[0]);

        Assert.All(await Soon(readers), first => Assert.Equal(4, first));
        Assert.Equal(2, _runs.Arrivals);
    }

    [Fact]
    public async Task Get_EvictedManyTimes_TakesNoRetries()
    {
        var cut = await CutAsync(4, new() { MaxRetries = 1 });
        for (var round = 2; round <= 5; round++)
        {
            Fill();
            Assert.True(cut.IsAway);
            Assert.Equal(4, (await Soon(cut))[0]);
            Assert.Equal(round, _runs.Arrivals);
            await Until.TrueAsync(() => cut.Extras!.Large?.Source is { } source && source.TryHold(Mega, atAnyPrice: true));
        }
    }

    [Fact]
    public async Task Fill_TaskThatMayNotRunAgain_IsSpilled()
    {
        var cut = await CutAsync(4, new() { MaxRetries = 0 });

        Fill();

        Assert.True(cut.IsAway && cut.IsLocated);
        Assert.Equal(4, (await Soon(cut))[0]);
        Assert.Equal(1, _runs.Arrivals);
    }

    [Fact]
    public async Task Fill_TaskThatRanLong_IsSpilled()
    {
        var gate = Probe.Create();
        var open = Probe.Create();
        open.Open();
        await EndedAsync(Quarry.Tasks.CutSlowly.Remote(open, open, Mega));
        var cut = Quarry.Tasks.CutSlowly.Remote(_runs, gate, Mega);
        await gate.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        gate.Open();
        await EndedAsync(cut);

        Fill();

        Assert.True(cut.IsAway && cut.IsLocated);
        Assert.Equal(Mega, (await Soon(cut)).Length);
        Assert.Equal(1, _runs.Arrivals);
    }

    [Fact]
    public async Task Fill_TaskWithALargeArgument_IsSpilled()
    {
        var polished = Quarry.Tasks.Polish.Remote(_runs, await CutAsync(4), 1);
        await EndedAsync(polished);

        Fill();

        Assert.True(polished.IsAway && polished.IsLocated);
        Assert.Equal(5, (await Soon(polished))[0]);
        Assert.Equal(2, _runs.Arrivals);
    }

    [Fact]
    public async Task Fill_DiskIsFull_WhatCanBeComputedAgainLeaves()
    {
        await RestartAsync(Options with { FreeDiskBytes = _ => Mega });
        var gate = Probe.Create();
        var puts = Enumerable.Range(0, 5).Select(i => Ray.Put(new byte[Mega])).ToArray();
        var cut = Quarry.Tasks.CutSlowly.Remote(_runs, gate, Mega);
        await gate.ArrivedAsync();
        _time.Advance(TimeSpan.FromSeconds(1));
        gate.Open();
        await EndedAsync(cut);
        var more = Enumerable.Range(0, 5).Select(i => Ray.Put(new byte[Mega])).ToArray();

        Assert.True(cut.IsAway);
        Assert.Throws<OutOfDiskException>(() => Ray.Put(new byte[Mega]));
        Assert.Equal(Mega, (await Soon(cut)).Length);
        Assert.Equal(2, _runs.Arrivals);
        GC.KeepAlive((puts, more));
    }

    [Fact]
    public async Task Fill_LineageBeyondItsBound_IsDroppedAndTheResultSpilled()
    {
        await RestartAsync(Options with { MaxLineageBytes = 1200 });
        var first = await CutAsync(4);
        var second = await CutAsync(5);
        var third = await CutAsync(6);
        Assert.InRange(Runtime.Lineage.Bytes, 1, 1200);

        Fill();

        Assert.True(first.IsAway && first.IsLocated);
        Assert.True(third.IsAway && !third.IsLocated);
        Assert.Equal([4, 5, 6], (await Soon([first, second, third])).Select(stone => stone[0]));
    }

    [Fact]
    public async Task Fill_EvictedResult_KeepsItsLineageWhateverComesLater()
    {
        await RestartAsync(Options with { MaxLineageBytes = 1200 });
        var cut = await CutAsync(4);
        Fill();
        Assert.True(cut.IsAway && !cut.IsLocated);

        for (var i = 0; i < 5; i++)
        {
            await CutAsync(i);
        }

        Assert.Equal(4, (await Soon(cut))[0]);
    }

    [Fact]
    public async Task Get_EvictedExpressionTask_RunsAgain()
    {
        var runs = Probe.Create();
        await EndedAsync(Ray.Task(() => Quarry.Cut(runs, Mega, 9)).Remote());
        runs = _runs;
        var cut = Ray.Task(() => Quarry.Cut(runs, Mega, 9)).Remote();
        await EndedAsync(cut);

        Fill();

        Assert.True(cut.IsAway && !cut.IsLocated);
        Assert.Equal(9, (await Soon(cut))[0]);
        Assert.Equal(2, _runs.Arrivals);
    }

    private static void Fill()
    {
        var filler = Enumerable.Range(0, 10).Select(i => Ray.Put(new byte[Mega])).ToArray();
        GC.KeepAlive(filler);
    }

    // The result is there a moment before it is noted how it was made.
    private static async Task EndedAsync(ObjectRef<byte[]> call)
    {
        await Soon(call);
        await Until.TrueAsync(() => call.Extras!.IsOver);
    }

    private async Task<ObjectRef<byte[]>> CutAsync(int value, TaskOptions? options = null)
    {
        // Only from a function's first large result on it is noted how long it runs.
        await EndedAsync(Quarry.Tasks.Cut.Remote(Probe.Create(), Mega, 0));
        var cut = Quarry.Tasks.Cut.Options(options ?? new TaskOptions()).Remote(_runs, Mega, value);
        await EndedAsync(cut);
        return cut;
    }

    // What is reached through envelopes does not say how long it ran, and its process decides for itself: there results are spilled.
    public sealed class Embedded() : EvictionTests(new EmbeddedTestEngine());
}

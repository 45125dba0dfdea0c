using System.Runtime.CompilerServices;
using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Streams;

/// <summary>How far a producer goes, and that it ends when its reader does.</summary>
public abstract class StreamDemandTests(TestEngine engine) : EngineTests(engine)
{
    private const int Mega = 1024 * 1024;

    private readonly ManualTimeProvider _time = new();
    private readonly Probe _probe = Probe.Create();

    [Fact]
    public async Task Producer_NothingRead_StandsStillAtSixteen()
    {
        await using var items = Spring.Remote(_probe).Count.Remote(100).GetAsyncEnumerator();
        await StandsAtAsync(16);
        await items.TakeAsync(1);
        await StandsAtAsync(17);
        await items.TakeAsync(10);
        await StandsAtAsync(27);
        await items.TakeAsync(1);
        await StandsAtAsync(28);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public async Task Producer_ReadAheadGiven_StandsStillThere(int readAhead)
    {
        var spring = Spring.Remote(_probe);
        await using var items = spring.Count.Options(new() { ReadAhead = readAhead }).Remote(100).GetAsyncEnumerator();
        await StandsAtAsync(readAhead);
        await items.TakeAsync(7);
        await StandsAtAsync(7 + readAhead);
    }

    [Fact]
    public async Task Producer_ReadAheadOfTheMethodOrFunction_StandsStillThere()
    {
        await using var items = Spring.Remote(_probe).CountSlowly.Remote(100).GetAsyncEnumerator();
        await StandsAtAsync(3);
        await using var others = Streaming.Tasks.CountSlowly.Remote(_probe, 100).GetAsyncEnumerator();
        await StandsAtAsync(5);
    }

    [Fact]
    public async Task Producer_ReadAheadWithoutLimit_NeverStandsStill()
    {
        var stream = Spring.Remote(_probe).Count.Options(new() { ReadAhead = -1 }).Remote(1000);
        Assert.Equal(1000, await Soon(stream.Completed));
        Assert.Equal(1000, (await stream.AllAsync()).Count);
    }

    [Fact]
    public async Task Producer_StandingStillForLongerThanStuckAfter_IsNotStuck()
    {
        await RestartAsync(Options with { TimeProvider = _time });
        var spring = Spring.Options(new() { StuckAfter = TimeSpan.FromMinutes(8) }).Remote(_probe);
        await using var items = spring.Count.Remote(40).GetAsyncEnumerator();
        await StandsAtAsync(16);
        await PassAsync(minutes: 20);
        Assert.Equal(Enumerable.Range(0, 40), await items.TakeAsync(40));
        Assert.False(await items.NextAsync());
        Assert.Equal(1, await Soon(spring.Calls.Remote()));
    }

    [Fact]
    public async Task Producer_ThatWaitsForSomethingElseForLongerThanStuckAfter_IsStuck()
    {
        await RestartAsync(Options with { TimeProvider = _time });
        var spring = Spring.Options(new() { StuckAfter = TimeSpan.FromMinutes(8) }).Remote(_probe);
        await using var items = spring.CountOne.Remote().GetAsyncEnumerator();
        Assert.Equal([0], await items.TakeAsync(1));
        await _probe.ArrivedAsync();
        await PassAsync(minutes: 20);
        Assert.True(await items.NextAsync());
        var error = await Assert.ThrowsAsync<ActorDiedException>(() => Soon(items.Current));
        Assert.Equal(ActorDeathCause.WorkerCrashed, error.Cause);
    }

    [Fact]
    public async Task Producer_StandingStill_GivesItsCpuBack()
    {
        // Each item needs a CPU while the producer, which has one of its own, is ahead of the reader.
        await RestartAsync(Options with { NumCpus = 1 });
        var squares = new List<int>();
        await foreach (var item in Streaming.Tasks.Count.Remote(40).SoonAsync())
            squares.Add(await Soon(Work.Tasks.Square.Remote(item)));
        Assert.Equal(Enumerable.Range(0, 40).Select(i => i * i), squares);
        Assert.Equal(780, await Soon(Streaming.Tasks.Sum.Remote(40)));
    }

    [Fact]
    public async Task Reader_LeavesTheLoop_ProducerIsDisposedAndItsTurnIsOver()
    {
        var spring = Spring.Remote(_probe);
        var stream = spring.Count.Remote(1_000_000);
        await foreach (var item in stream.SoonAsync())
        {
            if (await item == 20)
                break;
        }

        Assert.Equal(1, await Soon(spring.Calls.Remote()));
        Assert.Equal(["disposed"], _probe.Notes);
        Assert.Equal(21, await Soon(stream.Completed));
    }

    [Fact]
    public async Task Reader_LeavesTheLoop_TokenOfAWaitingProducerFires()
    {
        var spring = Spring.Remote(_probe);
        var stream = spring.CountOne.Remote();
        await using (var items = stream.GetAsyncEnumerator())
        {
            await items.TakeAsync(1);
            await _probe.ArrivedAsync();
        }

        await _probe.WaitAsync();
        Assert.Equal(0, await Soon(spring.Calls.Remote()));
        Assert.Equal(["cancelled"], _probe.Notes);
    }

    [Fact]
    public async Task Reader_DisposesTheStreamUnread_QueuedCallNeverRuns()
    {
        await AddSpotAsync();
        var spring = Spring.Options(new() { Resources = Spot() }).Remote(_probe);
        var neighbour = Spring.Options(new() { Resources = Spot() }).Remote(_probe);
        await Soon(neighbour.Calls.Remote());
        var holding = spring.Hold.Remote();
        await _probe.ArrivedAsync();
        await using (spring.Count.Remote(5))
        {
        }

        // Where it is a message, the stop comes before a later call to the same node.
        await Soon(neighbour.Calls.Remote());
        _probe.Open();
        await Soon(holding);
        Assert.Equal(0, await Soon(spring.Calls.Remote()));
    }

    [Fact]
    public async Task Reader_DisposesTheStream_OfACallThatWaitsForAnArgument_LaterCallsRun()
    {
        var spring = Spring.Remote(_probe);
        var argument = Work.Tasks.Hold.Remote(_probe, 5);
        await _probe.ArrivedAsync();
        var stream = spring.Count.Remote(argument);
        var behind = spring.Calls.Remote();
        await stream.DisposeAsync();
        Assert.Equal(0, await Soon(behind));
        _probe.Open();
        await Soon(argument);
        Assert.Equal(0, await Soon(spring.Calls.Remote()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Reader_StopsTheStream_OfATaskThatWaitsForAPlace_ItAsksForNone(bool disposes)
    {
        await RestartAsync(Options with { NumCpus = 1 });
        var held = Work.Tasks.Hold.Remote(_probe, 1);
        await _probe.ArrivedAsync();
        var never = Probe.Create();
        var waiting = Waiting(never);
        await Until.TrueAsync(() => Runtime.Scheduler.Waiting().Count == 1);
        if (disposes)
            await waiting.Value!.DisposeAsync();
        else
            waiting.Value = null;

        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return Runtime.Scheduler.Waiting().Count == 0;
        });
        _probe.Open();
        Assert.Equal(1, await Soon(held));
        Assert.Equal(9, await Soon(Work.Tasks.Square.Remote(3)));
        Assert.Equal(0, never.Arrivals);
    }

    [Fact]
    public async Task Reader_DropsTheStream_ProducerEnds()
    {
        var spring = Spring.Remote(_probe);
        var held = Held(spring);
        await _probe.ArrivedAsync(16);
        held.Value = null;
        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return _probe.Notes.Count > 0;
        });
        Assert.Equal(1, await Soon(spring.Calls.Remote()));
        Assert.Equal(16, _probe.Arrivals);
    }

    [Fact]
    public async Task Reader_CancelsItsWait_ThrowsAndProducerEnds()
    {
        var spring = Spring.Remote(_probe);
        using var source = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var item in spring.CountOne.Remote().WithCancellation(source.Token))
            {
                Assert.Equal(0, await item);
                await _probe.ArrivedAsync();
                await source.CancelAsync();
            }
        }).WaitAsync(Limit);
        await _probe.WaitAsync();
        Assert.Equal(0, await Soon(spring.Calls.Remote()));
    }

    [Fact]
    public async Task Chain_OfFourActors_PassesLargeArraysInBoundedMemory()
    {
        const int Count = 24;
        var chain = Relay.Remote(null, _probe);
        for (var i = 0; i < 3; i++)
            chain = Relay.Remote(chain, _probe);

        var before = GC.GetTotalMemory(forceFullCollection: true);
        var seen = 0;
        await foreach (var item in chain.Run.Options(new() { ReadAhead = 1 }).Remote(Count, 10 * Mega).SoonAsync())
        {
            var array = await item;
            Assert.Equal(((byte)seen, (byte)3), (array[0], array[^1]));
            if (++seen % 6 == 0)
                Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, long.MinValue, 400L * Mega);
            Assert.InRange(_probe.Arrivals, seen, seen + 16);
        }

        Assert.Equal(Count, seen);
    }

    // Not inlined, so that nothing else of the test keeps the stream.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StrongBox<object?> Held(ActorHandle<Spring> spring) => new(spring.Count.Remote(1_000_000));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static StrongBox<ObjectRefStream<int>?> Waiting(Probe probe) => new(Streaming.Tasks.CountSlowly.Remote(probe, 5));

    // In small steps, between which a producer surely comes to stand still.
    private async Task PassAsync(int minutes)
    {
        var other = Spring.Remote(Probe.Create());
        for (var i = 0; i < minutes; i++)
        {
            _time.Advance(TimeSpan.FromMinutes(1));
            await Soon(other.Calls.Remote());
        }
    }

    // What is made too much would be made at once: calls of others take their way meanwhile.
    private async Task StandsAtAsync(int count)
    {
        await Until.TrueAsync(() => _probe.Arrivals >= count, () => $"It stands at {_probe.Arrivals}, not at {count}.");
        var other = Spring.Remote(Probe.Create());
        for (var i = 0; i < 20; i++)
            await Soon(other.Calls.Remote());
        Assert.Equal(count, _probe.Arrivals);
    }

    public sealed class Embedded() : StreamDemandTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : StreamDemandTests(new LossyTestEngine(output));
}

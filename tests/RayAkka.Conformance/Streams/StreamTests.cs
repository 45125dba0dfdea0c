namespace RayAkka.Conformance.Streams;

/// <summary>What the reader of a stream sees, and when.</summary>
public abstract class StreamTests(TestEngine engine) : EngineTests(engine)
{
    private readonly Probe _probe = Probe.Create();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16)]
    [InlineData(100)]
    public async Task Stream_OfAnActor_GivesEachItemInOrder(int count)
    {
        var stream = Spring.Remote(_probe).Count.Remote(count);
        Assert.Equal(Enumerable.Range(0, count), await stream.AllAsync());
        Assert.Equal(count, await Soon(stream.Completed));
        Assert.Equal(count, _probe.Arrivals);
    }

    [Fact]
    public async Task Stream_OfAFunction_GivesEachItemInOrder()
    {
        var stream = Streaming.Tasks.Count.Remote(100);
        Assert.Equal(Enumerable.Range(0, 100), await stream.AllAsync());
        Assert.Equal(100, await Soon(stream.Completed));
    }

    [Fact]
    public async Task Stream_InTheExpressionForm_GivesEachItemInOrder()
    {
        var spring = Spring.Remote(_probe);
        Assert.Equal(Enumerable.Range(0, 20), await spring.Task(x => x.Count(20)).Remote().AllAsync());
        Assert.Equal(Enumerable.Range(0, 20), await Ray.Task(() => Streaming.Count(20)).Options(new() { ReadAhead = 1 }).Remote().AllAsync());
        await using var items = spring.Task(x => x.CountSlowly(20)).Remote().GetAsyncEnumerator();
        Assert.Equal([0], await items.TakeAsync(1));
        await _probe.ArrivedAsync(20 + 4);
        Assert.Equal(24, _probe.Arrivals);
    }

    [Fact]
    public async Task RemoteAsync_InTheExpressionForm_WaitsForRoom()
    {
        var spring = Spring.Options(new() { MaxPendingCalls = 1 }).Remote(_probe);
        var first = await spring.Task(x => x.Count(20)).RemoteAsync();
        var second = spring.Task(x => x.CountSlowly(20)).Options(new() { ReadAhead = 1 }).RemoteAsync().AsTask();
        await _probe.ArrivedAsync(16);
        Assert.False(second.IsCompleted);
        Assert.Throws<PendingCallsLimitExceededException>(() => spring.Task(x => x.Count(20)).Remote());
        Assert.Equal(Enumerable.Range(0, 20), await first.AllAsync());
        Assert.Equal(Enumerable.Range(0, 20), await (await second.WaitAsync(Limit)).AllAsync());
    }

    [Fact]
    public async Task Item_BeforeTheEnd_CanBeRead()
    {
        await using var items = Spring.Remote(_probe).CountToGate.Remote(4).GetAsyncEnumerator();
        Assert.Equal([0, 1, 2], await items.TakeAsync(3));
        await _probe.ArrivedAsync();
        var last = items.NextAsync();
        Assert.False(last.IsCompleted);
        _probe.Open();
        Assert.True(await last);
        Assert.Equal(3, await Soon(items.Current));
        Assert.False(await items.NextAsync());
    }

    [Fact]
    public async Task Item_PassedToACall_IsItsValue()
    {
        var results = new List<ObjectRef<int>>();
        await foreach (var item in Spring.Remote(_probe).Count.Remote(20).SoonAsync())
            results.Add(Work.Tasks.Square.Remote(item));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i * i), await Soon(results));
    }

    [Fact]
    public async Task Items_OfOneListThatGrows_AreCopies() =>
        Assert.Equal([1, 2, 3], (await Spring.Remote(_probe).Grow.Remote(3).AllAsync()).Select(list => list.Count));

    [Fact]
    public async Task LargeItems_Read_AreWhatWasMade()
    {
        var arrays = await Spring.Remote(_probe).Arrays.Remote(20, 300_000).AllAsync();
        Assert.Equal(Enumerable.Range(0, 20), arrays.Select(array => (int)array[^1]));
        Assert.All(arrays, array => Assert.Equal(300_000, array.Length));
    }

    [Fact]
    public async Task Failure_BehindGoodItems_ComesInItsPlace()
    {
        var stream = Spring.Remote(_probe).CountThenFail.Remote(20);
        var (good, error) = await stream.UntilErrorAsync();
        Assert.Equal(Enumerable.Range(0, 20), good);
        Assert.Equal("no 20", Assert.IsType<RayTaskException>(error).InnerException!.Message);
        await Assert.ThrowsAsync<RayTaskException>(() => Soon(stream.Completed));
    }

    [Fact]
    public async Task Failure_NoStreamReturned_IsTheOnlyItem()
    {
        var (good, error) = await Spring.Remote(_probe).Nothing.Remote().UntilErrorAsync();
        Assert.Empty(good);
        Assert.Contains("returned null", Assert.IsType<RayTaskException>(error).InnerException!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_ItemThatCannotTravel_ComesInItsPlace()
    {
        var (good, error) = await Spring.Remote(_probe).MakeOddThings.Remote().UntilErrorAsync();
        Assert.Equal([1], good);
        Assert.Contains("delegate", Assert.IsType<RayTaskException>(error).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stream_ReadTwice_Throws()
    {
        var stream = Spring.Remote(_probe).Count.Remote(1);
        await stream.AllAsync();
        Assert.Throws<InvalidOperationException>(() => stream.GetAsyncEnumerator());
    }

    [Fact]
    public void Stream_PassedOn_IsRefusedWithASentence()
    {
        var stream = Spring.Remote(_probe).Count.Remote(1);
        var error = Assert.Throws<ArgumentException>(() => Ray.Put<object>(stream));
        Assert.Contains("read where its call was made", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replay_StreamedOrReadThere_IsRefused()
    {
        var tally = StreamingTally.Remote();
        Assert.Contains("Replay cannot", Assert.Throws<InvalidOperationException>(() => tally.Count.Remote(1)).Message, StringComparison.Ordinal);
        Assert.Contains("Replay cannot", await Soon(tally.Read.Remote(Spring.Remote(_probe))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actor_WhileItStreams_HoldsItsTurn()
    {
        var spring = Spring.Remote(_probe);
        await using var items = spring.Count.Remote(40).GetAsyncEnumerator();
        var behind = spring.Calls.Remote();
        Assert.Equal(Enumerable.Range(0, 20), await items.TakeAsync(20));
        Assert.Empty(Ray.Wait([behind], timeout: TimeSpan.Zero).Ready);
        Assert.Equal(Enumerable.Range(20, 20), await items.TakeAsync(20));
        Assert.Equal(1, await Soon(behind));
    }

    [Fact]
    public async Task MaxConcurrency_TwoStreams_RunBesideEachOther()
    {
        var spring = Spring.Options(new() { MaxConcurrency = 2 }).Remote(_probe);
        await using var first = spring.Count.Remote(100).GetAsyncEnumerator();
        await using var second = spring.Count.Remote(100).GetAsyncEnumerator();
        for (var i = 0; i < 100; i += 20)
        {
            Assert.Equal(Enumerable.Range(i, 20), await first.TakeAsync(20));
            Assert.Equal(Enumerable.Range(i, 20), await second.TakeAsync(20));
        }

        Assert.False(await first.NextAsync());
        Assert.False(await second.NextAsync());
    }

    [Fact]
    public async Task Stream_ReadByATask_OfItsOwnOrOfAnActor_IsRead()
    {
        Assert.Equal(4950, await Soon(Streaming.Tasks.Sum.Remote(100)));
        Assert.Equal(Enumerable.Range(0, 100), await Soon(Streaming.Tasks.Read.Remote(Spring.Remote(_probe), 100)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void ReadAhead_OutOfRange_Throws(int readAhead) => Assert.Contains(
        "ReadAhead",
        Assert.Throws<ArgumentException>(() => Spring.Remote(_probe).Count.Options(new() { ReadAhead = readAhead }).Remote(1)).Message,
        StringComparison.Ordinal);

    public sealed class Embedded() : StreamTests(new EmbeddedTestEngine());

    public sealed class Verified() : StreamTests(new VerifiedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : StreamTests(new LossyTestEngine(output));
}

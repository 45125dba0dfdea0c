using RayAkka.Tests.Support;

namespace RayAkka.Conformance.Streams;

/// <summary>Streams whose producer is lost or runs again: each index is seen once.</summary>
public abstract class StreamLossTests(TestEngine engine) : EngineTests(engine)
{
    private readonly ManualTimeProvider _time = new();
    private readonly Probe _probe = Probe.Create();

    protected override RayOptions Options => base.Options with { UnschedulableAfter = TimeSpan.FromMinutes(5) };

    [Fact]
    public async Task Exception_OfAnActorThatIsRetried_EachIndexIsSeenOnce()
    {
        var options = new CallOptions { MaxTaskRetries = 2, RetryExceptions = true };
        var stream = Spring.Remote(_probe).CountInAttempt.Options(options).Remote(3, 40);
        Assert.Equal(Enumerable.Range(0, 40), await stream.AllAsync());
        Assert.Equal(3, _probe.Arrivals);
    }

    [Fact]
    public async Task Exception_OfATaskThatIsRetried_EachIndexIsSeenOnce()
    {
        var stream = Streaming.Tasks.CountInAttempt.Options(new() { RetryExceptions = true }).Remote(_probe, 3, 40);
        Assert.Equal(Enumerable.Range(0, 40), await stream.AllAsync());
        Assert.Equal(3, _probe.Arrivals);
    }

    [Fact]
    public async Task Exception_RetriesUsedUp_ComesInItsPlace()
    {
        var stream = Streaming.Tasks.CountInAttempt.Options(new() { RetryExceptions = true, MaxRetries = 1 }).Remote(_probe, 3, 40);
        var (good, error) = await stream.UntilErrorAsync();
        Assert.Equal(Enumerable.Range(0, 5), good);
        Assert.Equal("attempt 2", Assert.IsType<RayTaskException>(error).InnerException!.Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(5)]
    public async Task NodeLost_TaskWithRetries_EachIndexIsSeenOnce(int readBefore)
    {
        var node = await AddSpotAsync();
        var stream = Streaming.Tasks.CountUntilLost.Options(new() { Resources = Spot() }).Remote(_probe, 40);
        await using var items = stream.GetAsyncEnumerator();
        Assert.Equal(Enumerable.Range(0, readBefore), await items.TakeAsync(readBefore));
        await _probe.ArrivedAsync(2);
        await KillNodeAsync(node);
        await AddSpotAsync();
        Assert.Equal(Enumerable.Range(readBefore, 40 - readBefore), await items.TakeAsync(40 - readBefore));
        Assert.False(await items.NextAsync());
        Assert.Equal(3, _probe.Arrivals);
    }

    [Fact]
    public async Task NodeLost_ActorWithRestartAndRetry_EachIndexIsSeenOnce()
    {
        var node = await AddSpotAsync();
        var spring = Spring.Options(new() { Resources = Spot(), MaxRestarts = 1, MaxTaskRetries = 1 }).Remote(_probe);
        await using var items = spring.CountUntilLost.Remote(40).GetAsyncEnumerator();
        Assert.Equal(Enumerable.Range(0, 2), await items.TakeAsync(2));
        await _probe.ArrivedAsync(2);
        await KillNodeAsync(node);
        await AddSpotAsync();
        Assert.Equal(Enumerable.Range(2, 38), await items.TakeAsync(38));
        Assert.False(await items.NextAsync());
    }

    [Fact]
    public async Task NodeLost_WhileTheProducerStandsStill_TheNextOneGoesOnFromThere()
    {
        var node = await AddSpotAsync();
        var spring = Spring.Options(new() { Resources = Spot(), MaxRestarts = 1, MaxTaskRetries = 1 }).Remote(_probe);
        await using var items = spring.Count.Remote(60).GetAsyncEnumerator();
        Assert.Equal(Enumerable.Range(0, 10), await items.TakeAsync(10));
        await _probe.ArrivedAsync(26);
        await KillNodeAsync(node);
        await AddSpotAsync();
        await _probe.ArrivedAsync(26);
        Assert.Equal(Enumerable.Range(10, 50), await items.TakeAsync(50));
        Assert.False(await items.NextAsync());
        Assert.Equal(26 + 60, _probe.Arrivals);
    }

    [Fact]
    public async Task NodeLost_WithoutRetries_ErrorComesBehindTheItemsThatCame()
    {
        var node = await AddSpotAsync();
        var stream = Streaming.Tasks.CountUntilLost.Options(new() { Resources = Spot(), MaxRetries = 0 }).Remote(_probe, 40);
        await using var items = stream.GetAsyncEnumerator();
        Assert.Equal(Enumerable.Range(0, 3), await items.TakeAsync(3));
        await _probe.ArrivedAsync(2);
        await KillNodeAsync(node);
        var last = 3;
        while (true)
        {
            Assert.True(await items.NextAsync());
            if (items.Current.AsTask() is var item && await Task.WhenAny(item).WaitAsync(Limit) is { IsFaulted: true })
            {
                await Assert.ThrowsAsync<NodeDiedException>(() => item);
                break;
            }

            Assert.Equal(last++, await item);
        }

        Assert.False(await items.NextAsync());
    }

    [Fact]
    public async Task Kill_OfTheActor_ErrorComesAndTheTokenFires()
    {
        var spring = Spring.Remote(_probe);
        await using var items = spring.CountOne.Remote().GetAsyncEnumerator();
        Assert.Equal([0], await items.TakeAsync(1));
        await _probe.ArrivedAsync();
        Ray.Kill(spring);
        Assert.True(await items.NextAsync());
        await Assert.ThrowsAsync<ActorDiedException>(() => Soon(items.Current));
        Assert.False(await items.NextAsync());
        await _probe.WaitAsync();
        Assert.Equal(["cancelled"], _probe.Notes);
    }

    [Fact]
    public async Task Reader_IsATaskThatEnds_ItsStreamEndsToo()
    {
        var spring = Spring.Remote(_probe);
        Assert.Equal(0, await Soon(Streaming.Tasks.ReadOne.Remote(spring)));
        await Until.TrueAsync(() =>
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            return _probe.Notes.Count > 0;
        });
        Assert.Equal(0, await Soon(spring.Calls.Remote()));
    }

    [Fact]
    public async Task Timeout_OfACallThatStreams_ErrorComesAndTheTokenFires()
    {
        await RestartAsync(Options with { TimeProvider = _time });
        var spring = Spring.Remote(_probe);
        await using var items = spring.CountOne.Options(new() { Timeout = TimeSpan.FromMinutes(1) }).Remote().GetAsyncEnumerator();
        Assert.Equal([0], await items.TakeAsync(1));
        await _probe.ArrivedAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.True(await items.NextAsync());
        await Assert.ThrowsAsync<GetTimeoutException>(() => Soon(items.Current));
        await _probe.WaitAsync();
        Assert.Equal(0, await Soon(spring.Calls.Remote()));
    }

    public sealed class Embedded() : StreamLossTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : StreamLossTests(new LossyTestEngine(output));
}

using RayAkka.Util;

namespace RayAkka.Conformance.Util;

public abstract class RayQueueTests(TestEngine engine) : EngineTests(engine)
{
    [Fact]
    public async Task PutAndTake_KeepTheOrder()
    {
        var queue = new RayQueue<string>();
        queue.Put("a");
        await queue.PutAsync("b");
        Assert.True(queue.TryPut("c"));
        Assert.Equal(3, queue.Count);
        Assert.Equal("a", queue.Take());
        Assert.Equal("b", await queue.TakeAsync());
        Assert.True(queue.TryTake(out var last));
        Assert.Equal("c", last);
        Assert.True(queue.IsEmpty);
        Assert.False(queue.TryTake(out _));
    }

    [Fact]
    public async Task Put_QueueIsFull_WaitsForRoomOrFailsInTime()
    {
        var queue = new RayQueue<int>(2);
        queue.Put(1);
        queue.Put(2);
        Assert.True(queue.IsFull);
        Assert.False(queue.TryPut(3));
        await Assert.ThrowsAsync<QueueFullException>(() => queue.PutAsync(3, TimeSpan.Zero));
        await Assert.ThrowsAsync<QueueFullException>(() => queue.PutAsync(3, TimeSpan.FromMilliseconds(1)));
        var waiting = queue.PutAsync(4);
        Assert.Equal(1, await queue.TakeAsync());
        await waiting.WaitAsync(Limit);
        Assert.Equal(2, await queue.TakeAsync());
        Assert.Equal(4, await queue.TakeAsync());
    }

    [Fact]
    public async Task Take_QueueIsEmpty_WaitsForAnItemOrFailsInTime()
    {
        var queue = new RayQueue<int>();
        await Assert.ThrowsAsync<QueueEmptyException>(() => queue.TakeAsync(TimeSpan.Zero));
        await Assert.ThrowsAsync<QueueEmptyException>(() => queue.TakeAsync(TimeSpan.FromMilliseconds(1)));
        var waiting = queue.TakeAsync();
        queue.Put(5);
        Assert.Equal(5, await waiting.WaitAsync(Limit));

        // What was given up takes no item.
        Assert.True(queue.IsEmpty);
    }

    [Fact]
    public async Task Take_AsManyPutsWaitAsMay_ComesAllTheSame()
    {
        var queue = new RayQueue<int>(1, new ActorOptions { MaxConcurrency = 4 });
        queue.Put(0);
        var puts = Enumerable.Range(1, 20).Select(i => queue.PutAsync(i)).ToArray();
        var taken = new List<int>();
        while (taken.Count <= 20)
            taken.Add(await queue.TakeAsync().WaitAsync(Limit));
        await Task.WhenAll(puts).WaitAsync(Limit);
        Assert.Equal(Enumerable.Range(0, 21), taken.Order());
    }

    [Fact]
    public async Task Batches_AreWholeOrNotAtAll()
    {
        var queue = new RayQueue<int>(3);
        await queue.PutBatchAsync([1, 2]);
        var full = await Assert.ThrowsAsync<QueueFullException>(() => queue.PutBatchAsync([3, 4]));
        Assert.Contains("room for 1", full.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<QueueEmptyException>(() => queue.TakeBatchAsync(3));
        Assert.Equal([1, 2], await queue.TakeBatchAsync(2));
        Assert.Empty(await queue.TakeBatchAsync(0));
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new RayQueue<int>(-1));
        Assert.Throws<ArgumentException>(() => new RayQueue<int>().Put(1, TimeSpan.FromSeconds(-1)));
    }

    [Fact]
    public async Task Queue_PassedToTasks_ManyProducersAndConsumers_LoseAndRepeatNothing()
    {
        var queue = new RayQueue<int>(8);
        var producers = Enumerable.Range(0, 4).Select(i => UtilWork.Tasks.Produce.Options(new() { NumCpus = 0 }).Remote(queue, i * 50, 50)).ToArray();
        var consumers = Enumerable.Range(0, 4).Select(_ => UtilWork.Tasks.Consume.Options(new() { NumCpus = 0 }).Remote(queue, 50)).ToArray();
        await Soon(producers);
        Assert.Equal(Enumerable.Range(0, 200).Sum(), (await Soon(consumers)).Sum());
        Assert.True(queue.IsEmpty);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Shutdown_EndsTheQueue(bool force)
    {
        var queue = new RayQueue<int>();
        var waiting = force ? queue.TakeAsync() : null;
        await queue.ShutdownAsync(force).WaitAsync(Limit);
        await Assert.ThrowsAsync<ActorDiedException>(() => queue.PutAsync(1));
        if (waiting is not null)
            await Assert.ThrowsAsync<ActorDiedException>(() => waiting.WaitAsync(Limit));
    }

    public sealed class Embedded() : RayQueueTests(new EmbeddedTestEngine());

    public sealed class Lossy(Xunit.Abstractions.ITestOutputHelper output) : RayQueueTests(new LossyTestEngine(output));
}

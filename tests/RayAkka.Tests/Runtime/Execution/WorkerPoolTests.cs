using RayAkka.Execution;
using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Execution;

[Collection(RaySession.Name)]
public sealed class WorkerPoolTests
{
    private readonly WorkerPool _pool = new(processors: 2);

    [Fact]
    public async Task Enqueue_FromManyThreads_RunsEveryItemOnce()
    {
        const int Threads = 8;
        const int Each = 20_000;
        var runs = new int[Threads * Each];
        using var left = new CountdownEvent(runs.Length);

        Run(Threads, thread =>
        {
            for (var i = 0; i < Each; i++)
            {
                var index = (thread * Each) + i;
                _pool.Enqueue(() =>
                {
                    Interlocked.Increment(ref runs[index]);
                    left.Signal();
                });
            }
        });

        await Set(left);
        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Enqueue_FromItems_RunsEveryItemOnce()
    {
        const int Roots = 64;
        const int Depth = 500;
        var runs = new int[Roots * Depth];
        using var left = new CountdownEvent(runs.Length * 2);
        for (var root = 0; root < Roots; root++)
        {
            var first = root * Depth;
            _pool.Enqueue(() => Step(first, 0));
        }

        await Set(left);
        Assert.All(runs, count => Assert.Equal(1, count));

        void Step(int first, int depth)
        {
            Interlocked.Increment(ref runs[first + depth]);
            if (depth + 1 < Depth)
            {
                // One goes to the worker's slot, the other to the queue.
                _pool.Enqueue(() => Step(first, depth + 1));
            }

            _pool.EnqueueLast((Action)(() => left.Signal()));
            left.Signal();
        }
    }

    [Fact]
    public async Task Enqueue_FiveHundredItemsThatBlockInAWait_RunsWhatTheyWaitFor()
    {
        const int Count = 500;
        using var ended = new CountdownEvent(Count);
        for (var i = 0; i < Count; i++)
        {
            _pool.Enqueue(() =>
            {
                using var inner = new ManualResetEventSlim();
                _pool.Enqueue(inner.Set);
                Assert.True(WorkerPool.EnterBlocked());
                inner.Wait();
                WorkerPool.ExitBlocked();
                ended.Signal();
            });
        }

        await Set(ended);
        Assert.Equal(0, _pool.BlockedCount);
    }

    [Fact]
    public async Task Enqueue_ItemsThatBlockWithoutTelling_RunsTheLaterItemThatFreesThem()
    {
        const int Count = 40;
        using var open = new ManualResetEventSlim();
        using var ended = new CountdownEvent(Count);
        for (var i = 0; i < Count; i++)
        {
            _pool.Enqueue(() =>
            {
                open.Wait();
                ended.Signal();
            });
        }

        _pool.Enqueue(open.Set);

        await Set(ended);
    }

    [Fact]
    public async Task Enqueue_ByAnItemThatThenBlocksWithoutTelling_RunsOnAnotherWorker()
    {
        using var ended = new CountdownEvent(1);
        _pool.Enqueue(() =>
        {
            using var inner = new ManualResetEventSlim();
            _pool.Enqueue(inner.Set);
            inner.Wait();
            ended.Signal();
        });

        await Set(ended);
    }

    [Fact]
    public async Task Enqueue_ByAnItemThatThenBlocksInAWait_RunsOnAnotherWorker()
    {
        using var ended = new CountdownEvent(1);
        _pool.Enqueue(() =>
        {
            using var inner = new ManualResetEventSlim();
            _pool.Enqueue(inner.Set);
            WorkerPool.EnterBlocked();
            inner.Wait();
            WorkerPool.ExitBlocked();
            ended.Signal();
        });

        await Set(ended);
    }

    [Fact]
    public async Task Enqueue_MixOfComputingBlockingAndChainingItems_RunsEveryItemOnce()
    {
        const int Count = 5_000;
        var runs = new int[Count];
        using var left = new CountdownEvent(Count);

        Run(4, thread =>
        {
            for (var i = thread; i < Count; i += 4)
            {
                var index = i;
                _pool.Enqueue(() =>
                {
                    if (index % 50 == 0)
                    {
                        using var inner = new ManualResetEventSlim();
                        _pool.EnqueueLast((Action)inner.Set);
                        var told = index % 100 == 0 && WorkerPool.EnterBlocked();
                        inner.Wait();
                        if (told)
                        {
                            WorkerPool.ExitBlocked();
                        }
                    }

                    Interlocked.Increment(ref runs[index]);
                    left.Signal();
                });
            }
        });

        await Set(left);
        Assert.All(runs, count => Assert.Equal(1, count));
    }

    [Fact]
    public async Task Item_SetsTheContext_IsNotSeenByTheNext()
    {
        var local = new AsyncLocal<string?>();
        var seen = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pool.Enqueue(() =>
        {
            local.Value = "leaked";
            SynchronizationContext.SetSynchronizationContext(new SynchronizationContext());
            _pool.Enqueue(() => seen.SetResult(local.Value ?? SynchronizationContext.Current?.ToString()));
        });

        Assert.Null(await seen.Task.Within());
    }

    [Fact]
    public void EnterBlocked_OnAForeignThread_DoesNothing()
    {
        Assert.False(WorkerPool.EnterBlocked());
        Assert.False(WorkerPool.IsWorkerThread);
    }

    private static void Run(int count, Action<int> body)
    {
        var threads = Enumerable.Range(0, count).Select(index => new Thread(() => body(index))).ToArray();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
    }

    private static async Task Set(CountdownEvent countdown) =>
        Assert.True(await Task.Run(() => countdown.Wait(Limits.Hang)), $"{countdown.CurrentCount} items were not run.");
}

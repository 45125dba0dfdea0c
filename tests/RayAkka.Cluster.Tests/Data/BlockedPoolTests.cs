using RayAkka.Cluster.Tests.Data.Support;

namespace RayAkka.Cluster.Tests.Data;

[Collection(BlockedPoolCollection.Name)]
public sealed class BlockedPoolTests
{
    [Fact]
    public async Task Connections_WhileEveryThreadOfThePoolIsBlocked_GoOn()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;
        var outcome = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var test = new Thread(() =>
        {
            try
            {
                Run(a, b);
                outcome.SetResult();
            }
            catch (Exception e)
            {
                outcome.SetException(e);
            }
        });

        test.Start();

        await outcome.Task.Soon();
    }

    private static void Run(TestNode a, TestNode b)
    {
        var release = new ManualResetEventSlim();
        var blocked = new SemaphoreSlim(0);
        using var back = new AutoResetEvent(false);
        b.Events.Handle = (_, envelope) => b.Endpoint.TrySend(a.Id, envelope);
        a.Events.Handle = (_, _) => back.Set();
        ThreadPool.GetMinThreads(out var threads, out _);
        for (var i = 0; i < 200; i++)
        {
            ThreadPool.UnsafeQueueUserWorkItem(_ => Block(), null);
        }

        try
        {
            for (var i = 0; i < threads; i++)
            {
                Assert.True(blocked.Wait(Limits.Patience));
            }

            Echo();
            a.Endpoint.DropConnections();

            // Until it is connected again, there is nothing that could be waited for here but the connection itself.
            Assert.True(SpinWait.SpinUntil(() => a.Events.States.Count == 3 && b.Events.States.Count == 3, Limits.Patience));
            Echo();
            Assert.InRange(ThreadPool.PendingWorkItemCount, 1, 1000);
        }
        finally
        {
            release.Set();
        }

        void Block()
        {
            blocked.Release();
            release.Wait(Limits.Patience);
        }

        void Echo()
        {
            Assert.True(a.TrySend(b, 1, []));
            Assert.True(back.WaitOne(Limits.Patience));
        }
    }
}

using System.Diagnostics;
using RayAkka.Execution;

namespace RayAkka.Tests.Runtime.Support;

/// <summary>Waits for what has no event to wait for: collections, and counts that go back to nothing.</summary>
internal static class Eventually
{
    /// <summary>Waits until a condition holds.</summary>
    public static async Task Holds(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Limits.Hang, $"It never came to this: {what}.");
            await FlushPool();
        }
    }

    /// <summary>Collects garbage until a condition holds.</summary>
    public static async Task Collected(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Limits.Hang, $"It never came to this: {what}.");
            await Collect(rounds: 1);
        }
    }

    /// <summary>Collects garbage until an object is gone.</summary>
    public static Task Gone(WeakReference reference, string what) => Collected(() => !reference.IsAlive, $"{what} is collected");

    /// <summary>Collects what can be collected, and lets the worker pool do what the finalizers asked for.</summary>
    public static async Task Collect(int rounds = 3)
    {
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            await FlushPool();
        }
    }

    /// <summary>Runs an item behind everything that the worker pool has queued.</summary>
    private static Task FlushPool()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        WorkerPool.Shared.EnqueueLast((Action)done.SetResult);
        return done.Task.Within();
    }
}

using System.Collections.Concurrent;

namespace RayAkka.Tests.Runtime.Support;

/// <summary>Holds remote calls at a known place. Calls name it by a number, since an argument is copied and this must not be.</summary>
internal sealed class Latch
{
    private static readonly ConcurrentDictionary<int, Latch> s_all = new();
    private static int s_numbers;

    private readonly ManualResetEventSlim _open = new(false);
    private readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _arrivals = new(0);
    private int _arrived;

    public Latch() => s_all[Number] = this;

    public int Number { get; } = Interlocked.Increment(ref s_numbers);

    public int Arrived => Volatile.Read(ref _arrived);

    public static Latch Of(int number) => s_all[number];

    public void Open()
    {
        _open.Set();
        _opened.TrySetResult();
    }

    /// <summary>Called by the code that is held: blocks the thread.</summary>
    public void Block()
    {
        Arrive();
        _open.Wait();
    }

    /// <summary>Called by the code that is held.</summary>
    public Task WaitAsync()
    {
        Arrive();
        return _opened.Task;
    }

    /// <summary>Called by code that only says that it was there.</summary>
    public void Arrive()
    {
        Interlocked.Increment(ref _arrived);
        _arrivals.Release();
    }

    /// <summary>Waits until so many more calls have come here.</summary>
    public async Task Arrivals(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            Assert.True(await _arrivals.WaitAsync(Limits.Hang), $"Only {Arrived} calls came to the latch.");
        }
    }
}

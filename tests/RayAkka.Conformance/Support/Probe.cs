using System.Collections.Concurrent;

namespace RayAkka.Conformance.Support;

/// <summary>
/// What a test shares with the code that it runs remotely, since arguments are copied: a gate, a count of arrivals and a list of notes. It is
/// only a number, so that a copy of it is the same probe.
/// </summary>
public readonly record struct Probe(int Number)
{
    private static readonly ConcurrentDictionary<int, State> s_states = new();
    private static int s_last;

    public static TimeSpan Limit { get; } = TimeSpan.FromSeconds(30);

    /// <summary>How often somebody arrived.</summary>
    public int Arrivals => Volatile.Read(ref Mine.Count);

    public IReadOnlyList<string> Notes => [.. Mine.Notes];

    private State Mine => s_states.GetOrAdd(Number, static _ => new State());

    public static Probe Create() => new(Interlocked.Increment(ref s_last));

    /// <summary>Counts an arrival.</summary>
    /// <returns>Which one it is, from 1.</returns>
    public int Arrive()
    {
        var count = Interlocked.Increment(ref Mine.Count);
        Mine.Arrived.Release();
        return count;
    }

    /// <summary>Completes when as many more as asked for have arrived since this was last waited for.</summary>
    public async Task ArrivedAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
            Assert.True(await Mine.Arrived.WaitAsync(Limit).ConfigureAwait(false), $"Only {i} of {count} have arrived.");
    }

    public void Open() => Mine.Gate.TrySetResult();

    /// <summary>Blocks the thread until the gate is open.</summary>
    public void Wait() => Assert.True(Mine.Gate.Task.Wait(Limit), "The gate was not opened.");

    public Task WaitAsync() => Mine.Gate.Task.WaitAsync(Limit);

    /// <summary>Arrives, then blocks the thread until the gate is open.</summary>
    public void Pass()
    {
        Arrive();
        Wait();
    }

    public Task PassAsync()
    {
        Arrive();
        return WaitAsync();
    }

    public void Note(string text) => Mine.Notes.Enqueue(text);

    private sealed class State
    {
        public int Count;

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SemaphoreSlim Arrived { get; } = new(0);

        public ConcurrentQueue<string> Notes { get; } = new();
    }
}

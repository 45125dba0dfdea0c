using System.Collections.Concurrent;

namespace RayAkka.Conformance.Support;

/// <summary>Probes in this process.</summary>
internal sealed class OwnProbes : IProbes
{
    private readonly ConcurrentDictionary<int, State> _states = new();

    public static OwnProbes Instance { get; } = new();

    public int Arrive(int probe)
    {
        var state = Of(probe);
        var count = Interlocked.Increment(ref state.Count);
        state.Arrived.Release();
        return count;
    }

    public int Arrivals(int probe) => Volatile.Read(ref Of(probe).Count);

    public Task<bool> ArrivedAsync(int probe) => Of(probe).Arrived.WaitAsync(Probe.Limit);

    public void Open(int probe) => Of(probe).Gate.TrySetResult();

    public Task OpenedAsync(int probe) => Of(probe).Gate.Task;

    public void Note(int probe, string text) => Of(probe).Notes.Enqueue(text);

    public IReadOnlyList<string> Notes(int probe) => [.. Of(probe).Notes];

    private State Of(int probe) => _states.GetOrAdd(probe, static _ => new State());

    private sealed class State
    {
        public int Count;

        public TaskCompletionSource Gate { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public SemaphoreSlim Arrived { get; } = new(0);

        public ConcurrentQueue<string> Notes { get; } = new();
    }
}

using System.Collections.Concurrent;

namespace RayAkka.Conformance.Support;

/// <summary>A SynchronizationContext with one thread, as a user interface has.</summary>
public sealed class PumpContext : SynchronizationContext, IDisposable
{
    private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _posts = [];

    public PumpContext()
    {
        Thread = new Thread(Pump) { IsBackground = true, Name = "pump" };
        Thread.Start();
    }

    public Thread Thread { get; }

    public override void Post(SendOrPostCallback d, object? state) => _posts.Add((d, state));

    /// <summary>Runs a function on the pump's thread up to its first await, and returns its task.</summary>
    public Task<Task<T>> StartAsync<T>(Func<Task<T>> function)
    {
        var result = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(_ => result.SetResult(function()), null);
        return result.Task;
    }

    public void Dispose() => _posts.CompleteAdding();

    private void Pump()
    {
        SetSynchronizationContext(this);
        foreach (var (callback, state) in _posts.GetConsumingEnumerable())
            callback(state);
    }
}

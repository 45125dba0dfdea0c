using System.Collections.Concurrent;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Support;

/// <summary>An incarnation that only writes down what its shell tells.</summary>
internal sealed class Tenant : IShellTenant
{
    private readonly TaskCompletionSource<IShellMailbox> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<Exception?> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _losses;

    /// <summary>How often it was told that its shell was lost.</summary>
    public int Losses => Volatile.Read(ref _losses);

    public bool IsStarted => _started.Task.IsCompleted;

    public Task<IShellMailbox> Started => _started.Task.WaitAsync(TimeSpan.FromSeconds(10));

    public Task<Exception?> Lost => _lost.Task.WaitAsync(TimeSpan.FromSeconds(10));

    public void OnShellStarted(IShellMailbox mailbox) => _started.SetResult(mailbox);

    public void OnShellLost(Exception? cause)
    {
        Interlocked.Increment(ref _losses);
        _lost.TrySetResult(cause);
    }
}

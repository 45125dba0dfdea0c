namespace RayAkka.Cluster.Tests.Support;

/// <summary>A work item that runs an action and can be waited for.</summary>
internal sealed class Item(Action action) : IThreadPoolWorkItem
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task.WaitAsync(TimeSpan.FromSeconds(20));

    public void Execute()
    {
        try
        {
            action();
        }
        finally
        {
            _done.TrySetResult();
        }
    }
}

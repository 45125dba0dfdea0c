namespace RayAkka.Cluster.Tests.Processes.Samples;

/// <summary>Counts who arrives and holds them: what a test shares with code in other processes.</summary>
[Remote(MaxConcurrency = 1000)]
public class Witness
{
    private readonly SemaphoreSlim _arrivals = new(0);
    private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task Pass()
    {
        _arrivals.Release();
        await _open.Task;
    }

    public async Task Arrived(int count)
    {
        for (var i = 0; i < count; i++)
        {
            await _arrivals.WaitAsync();
        }
    }

    public void Open() => _open.TrySetResult();
}

namespace RayAkka.Benchmarks.Remotes;

/// <summary>Keeps all of the node's CPUs busy, so that whatever is submitted meanwhile queues up.</summary>
internal sealed class CpuHolder : IDisposable
{
    private static readonly ManualResetEventSlim Gate = new();
    private static readonly SemaphoreSlim Started = new(0);

    private readonly ObjectRef[] _holds;

    public CpuHolder()
    {
        Gate.Reset();
        _holds = [.. Enumerable.Range(0, (int)Ray.ClusterResources()["CPU"]).Select(_ => Functions.Tasks.HoldCpu.Remote())];
        foreach (var hold in _holds)
        {
            Started.Wait();
        }
    }

    /// <summary>What each of the holding tasks does. It waits outside of Ray, so it does not give its CPU back meanwhile.</summary>
    public static void Hold()
    {
        Started.Release();
        Gate.Wait();
    }

    public void Release()
    {
        Gate.Set();
        Ray.Get(_holds);
    }

    public void Dispose() => Gate.Set();
}

using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Work that asks for much, wherever it runs.</summary>
public static class Load
{
    /// <summary>Holds a GPU for a moment.</summary>
    [Remote(NumGpus = 1)]
    public static async Task<int> UseGpu(int number)
    {
        await Task.Yield();
        return Ray.GetGpuIds().Count == 1 ? number : -1;
    }

    /// <summary>Asks for tasks and actors with GPUs, all at once, and uses them.</summary>
    /// <returns>How many of its answers were right.</returns>
    [Remote(NumCpus = 0)]
    public static async Task<int> Ask(int count, Probe started, Probe life)
    {
        var tasks = new List<ObjectRef<int>>();
        var stations = new List<ActorHandle<Station>>();
        for (var i = 0; i < count; i++)
        {
            tasks.Add(Load.Tasks.UseGpu.Remote(i));
            if (i % 10 == 0)
            {
                stations.Add(Station.Options(new() { Resources = { ["seat"] = 1 }, MaxRestarts = 3 }).Remote(life));
            }
        }

        started.Arrive();
        var right = 0;
        for (var i = 0; i < count; i++)
        {
            right += await tasks[i] == i ? 1 : 0;
        }

        foreach (var station in stations)
        {
            right += await station.Note.Options(new CallOptions { MaxTaskRetries = -1 }).Remote(1) >= 1 ? 1 : 0;
            Ray.Kill(station);
        }

        return right;
    }
}

using RayAkka.Conformance.Samples;
using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Submits a task that can be tried again, which then belongs to this process.</summary>
public static class Submitter
{
    [Remote]
    public static async Task<int> AddTwiceOn(string place, Probe probe, ActorHandle<Ledger> ledger) =>
        await Reruns.Tasks.AddTwice.Options(new() { Resources = { [place] = 1 } }).Remote(probe, ledger);
}

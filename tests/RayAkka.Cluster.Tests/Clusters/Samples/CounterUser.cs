using RayAkka.Conformance.Samples;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Uses another actor that it was given at its birth.</summary>
[Remote]
public class CounterUser(ActorHandle<Counter> counter)
{
    public async Task<int> Use() => await counter.Increment.Remote();
}

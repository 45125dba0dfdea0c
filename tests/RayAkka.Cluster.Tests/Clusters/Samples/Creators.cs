using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Tasks that create named actors.</summary>
public static class Creators
{
    /// <summary>Makes the actor of that name, or finds it.</summary>
    /// <returns>Which actor answered.</returns>
    [Remote]
    public static async Task<ActorId> GetOrCreate(string name, Probe life)
    {
        var station = Station.Options(new() { Name = name, GetIfExists = true, Lifetime = ActorLifetime.Detached }).Remote(life);
        return await station.Id.Remote();
    }
}

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Named in no signature.</summary>
public sealed class Contraband
{
    public int Weight { get; set; }
}

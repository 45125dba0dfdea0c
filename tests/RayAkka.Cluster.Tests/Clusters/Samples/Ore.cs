using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Tasks that count how often they run, and whose results are large.</summary>
public static class Ore
{
    public const int Length = 100_000;

    [Remote]
    public static double[] Dig(Probe runs, double value)
    {
        runs.Arrive();
        var values = new double[Length];
        Array.Fill(values, value);
        return values;
    }

    [Remote]
    public static double[] Add(Probe runs, double[] values, double more)
    {
        runs.Arrive();
        return [.. values.Select(value => value + more)];
    }

    /// <summary>Works only the first time.</summary>
    [Remote]
    public static double[] DigOnce(Probe runs) => runs.Arrive() == 1 ? new double[Length] : throw new InvalidOperationException("dug out");

    [Remote]
    public static double First(double[] values) => values[0];
}

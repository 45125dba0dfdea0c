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

    /// <summary>Makes as many items as asked for, of which each is as long and is its index and what was given.</summary>
    [Remote(ReadAhead = -1)]
    public static async IAsyncEnumerable<double[]> DigMany(Probe runs, int count, double more)
    {
        runs.Arrive();
        await Task.Yield();
        for (var i = 0; i < count; i++)
        {
            var values = new double[Length];
            Array.Fill(values, i + more);
            yield return values;
        }
    }

    /// <summary>Makes one item less each time.</summary>
    [Remote(ReadAhead = -1)]
    public static IAsyncEnumerable<double[]> DigFewer(Probe runs, Probe times, int count) => DigMany(runs, count - times.Arrive(), 0);

    [Remote]
    public static double First(double[] values) => values[0];
}

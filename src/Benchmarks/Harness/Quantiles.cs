namespace RayAkka.Benchmarks.Harness;

internal static class Quantiles
{
    public static double Median(IEnumerable<double> values) => Of(values, 0.5);

    /// <summary>The value below which a share of the values lies, the nearest two mixed.</summary>
    public static double Of(IEnumerable<double> values, double share)
    {
        var sorted = values.Order().ToArray();
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        var above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (place - below));
    }
}

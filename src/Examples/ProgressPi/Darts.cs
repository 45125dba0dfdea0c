namespace RayAkka.Examples.ProgressPi;

/// <summary>Random points in the unit square: the share that falls into the quarter circle is pi / 4.</summary>
internal static class Darts
{
    /// <summary>How many of the next points fall into the quarter circle.</summary>
    public static long CountInside(ref Xoshiro256 random, long points)
    {
        // a local copy lives in registers; the caller's would be written back to memory at each point
        var local = random;
        long inside = 0;
        for (long i = 0; i < points; i++)
        {
            var x = local.NextDouble();
            var y = local.NextDouble();
            inside += (x * x) + (y * y) <= 1 ? 1 : 0;
        }

        random = local;
        return inside;
    }
}

namespace RayAkka.Benchmarks.Clusters;

internal static class Hocon
{
    /// <summary>Where a configuration lies: beside the program.</summary>
    public static string Path(string file) => System.IO.Path.Combine(AppContext.BaseDirectory, "hocon", file);
}

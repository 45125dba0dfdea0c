using System.Globalization;
using System.Runtime.InteropServices;
using RayAkka.Benchmarks.Harness;

namespace RayAkka.Benchmarks.Report;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    public static string Describe()
    {
        var memory = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9;
        var collector = System.Runtime.GCSettings.IsServerGC ? "server" : "workstation";
        return $"{Processor()}, {Environment.ProcessorCount} cores, {Numbers.Short(memory)} GB, {RuntimeInformation.OSDescription.Trim()}, " +
            $"{RuntimeInformation.FrameworkDescription}, {collector} collector";
    }

    public static string Date() => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The processor's name where Linux tells it, else its architecture.</summary>
    private static string Processor()
    {
        const string Information = "/proc/cpuinfo";
        var line = File.Exists(Information) ? File.ReadLines(Information).FirstOrDefault(text => text.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line is null ? RuntimeInformation.ProcessArchitecture.ToString() : line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
    }
}

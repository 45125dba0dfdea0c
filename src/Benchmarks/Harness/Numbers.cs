using System.Globalization;

namespace RayAkka.Benchmarks.Harness;

/// <summary>Numbers for people: three or four digits, the same on every machine.</summary>
internal static class Numbers
{
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}

using System.Globalization;

namespace RayAkka.Benchmarks.Harness;

/// <summary>Numbers for people: about three digits, the same in every language.</summary>
internal static class Numbers
{
    public static string Short(double value) => Math.Abs(value) switch
    {
        >= 1e7 => (value / 1e6).ToString("N0", CultureInfo.InvariantCulture) + " M",
        >= 1e6 => (value / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " M",
        >= 1e5 => (value / 1e3).ToString("N0", CultureInfo.InvariantCulture) + " k",
        >= 100 => value.ToString("N0", CultureInfo.InvariantCulture),
        >= 10 => value.ToString("0.#", CultureInfo.InvariantCulture),
        _ => value.ToString("0.##", CultureInfo.InvariantCulture),
    };
}

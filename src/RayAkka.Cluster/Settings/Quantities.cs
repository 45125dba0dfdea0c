using System.Globalization;

namespace RayAkka.Cluster.Settings;

/// <summary>Numbers with a unit, as people write them in HOCON.</summary>
internal static class Quantities
{
    private static readonly Dictionary<string, TimeSpan> s_times = new(StringComparer.Ordinal)
    {
        ["ms"] = TimeSpan.FromMilliseconds(1),
        ["millisecond"] = TimeSpan.FromMilliseconds(1),
        ["milliseconds"] = TimeSpan.FromMilliseconds(1),
        ["s"] = TimeSpan.FromSeconds(1),
        ["second"] = TimeSpan.FromSeconds(1),
        ["seconds"] = TimeSpan.FromSeconds(1),
        ["m"] = TimeSpan.FromMinutes(1),
        ["min"] = TimeSpan.FromMinutes(1),
        ["minute"] = TimeSpan.FromMinutes(1),
        ["minutes"] = TimeSpan.FromMinutes(1),
        ["h"] = TimeSpan.FromHours(1),
        ["hour"] = TimeSpan.FromHours(1),
        ["hours"] = TimeSpan.FromHours(1),
    };

    private static readonly Dictionary<string, double> s_sizes = new(StringComparer.Ordinal)
    {
        ["B"] = 1,
        ["kB"] = 1e3,
        ["MB"] = 1e6,
        ["GB"] = 1e9,
        ["TB"] = 1e12,
        ["KiB"] = 1L << 10,
        ["MiB"] = 1L << 20,
        ["GiB"] = 1L << 30,
        ["TiB"] = 1L << 40,
    };

    public static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    public static TimeSpan? Time(string text) =>
        Split(text) is var (number, unit) && s_times.TryGetValue(unit, out var factor) && number < TimeSpan.MaxValue / factor / 2 ? number * factor : null;

    /// <summary>Bytes.</summary>
    public static long? Size(string text) =>
        Split(text) is var (number, unit) && s_sizes.TryGetValue(unit, out var factor) && number * factor < long.MaxValue ? (long)(number * factor) : null;

    private static (double Number, string Unit)? Split(string text)
    {
        var digits = text.Length;
        while (digits > 0 && char.IsLetter(text[digits - 1]))
        {
            digits--;
        }

        return Number(text[..digits].Trim()) is { } number and >= 0 ? (number, text[digits..]) : null;
    }
}

using Microsoft.Extensions.Configuration;
using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Hosting;

/// <summary>
/// Reads the section "RayAkka" of a host's configuration as settings. Capitals and dashes do not count there, since every source of a host's
/// configuration has customs of its own: RayAkka:DataConnection:Port is rayakka.data-connection.port.
/// </summary>
internal static class HostConfiguration
{
    public const string Section = "RayAkka";
    public const string File = "HoconFile";

    public static IEnumerable<SettingValue> Read(IConfiguration? configuration) => configuration?.GetSection(Section).GetChildren()
        .Where(child => !string.Equals(child.Key, File, StringComparison.OrdinalIgnoreCase))
        .SelectMany(Flatten) ?? [];

    private static IEnumerable<SettingValue> Flatten(IConfigurationSection section)
    {
        var children = section.GetChildren().ToList();
        if (children.Count == 0)
        {
            return section.Value is { } text ? [Overrides.Value(PathOf(section.Path), text, $"{section.Path} of the host's configuration")] : [];
        }

        // A list has numbers for keys; a group of names may have them too.
        var isList = children.TrueForAll(child => child.Key.All(char.IsAsciiDigit)) && SettingsSchema.Instance.Paths.Contains(PathOf(section.Path), StringComparer.Ordinal);
        return isList
            ? [new SettingValue(PathOf(section.Path), null, [.. children.Select(child => child.Value ?? "")], $"{section.Path} of the host's configuration")]
            : children.SelectMany(Flatten);
    }

    private static string PathOf(string path) =>
        SettingsSchema.Instance.Find(path) ?? path.Replace(':', '.').ToLowerInvariant();
}

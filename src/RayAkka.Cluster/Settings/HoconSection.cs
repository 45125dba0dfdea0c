using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace RayAkka.Cluster.Settings;

/// <summary>Reads the section <c>rayakka</c> of a HOCON document as a flat list of settings.</summary>
internal static class HoconSection
{
    public const string Root = "rayakka";

    public static IEnumerable<SettingValue> Read(Config config, string origin) =>
        config.Root.GetObject()?.GetKey(Root) is { } section ? Flatten(section, Root, origin) : [];

    /// <summary>The paths of groups without anything in them.</summary>
    public static IEnumerable<string> EmptyGroups(Config config) =>
        config.Root.GetObject()?.GetKey(Root) is { } section ? EmptyGroups(section, Root) : [];

    private static IEnumerable<SettingValue> Flatten(HoconValue value, string path, string origin)
    {
        if (value.IsObject())
        {
            return value.GetObject().Items.SelectMany(item => Flatten(item.Value, $"{path}.{item.Key}", origin));
        }

        if (value.Values.Any(element => element.IsArray()))
        {
            return [new SettingValue(path, null, [.. (value.GetArray() ?? []).Select(item => item.GetString() ?? "")], origin)];
        }

        return value.GetString() is { } text ? [new SettingValue(path, text, null, origin)] : [];
    }

    private static IEnumerable<string> EmptyGroups(HoconValue value, string path)
    {
        if (!value.IsObject())
        {
            return [];
        }

        var items = value.GetObject().Items;
        return items.Count == 0 ? [path] : items.SelectMany(item => EmptyGroups(item.Value, $"{path}.{item.Key}"));
    }
}

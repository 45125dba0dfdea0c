namespace RayAkka.Cluster.Settings;

/// <summary>What one source says about one setting.</summary>
/// <param name="Path">The setting, from <c>rayakka</c> on.</param>
/// <param name="Text">The value as text; null where it is a list.</param>
/// <param name="Items">The values of a list.</param>
/// <param name="Origin">Where it stands, for errors: "hocon/head.conf".</param>
internal sealed record SettingValue(string Path, string? Text, IReadOnlyList<string>? Items, string Origin)
{
    public override string ToString() => Items is null ? $"'{Text}'" : $"[{string.Join(", ", Items)}]";
}

using System.Globalization;

namespace RayAkka.Cluster.Settings;

/// <summary>Reads settings as what they are meant to be, and collects what is wrong with them so that all of it is said at once.</summary>
internal sealed class SettingsReader(IReadOnlyDictionary<string, SettingValue> values)
{
    private const string Auto = "auto";
    private static readonly string[] s_secrets = ["secret", "password", "journal.connection"];

    private readonly List<string> _problems = [];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    public IReadOnlyList<string> Problems => _problems;

    /// <summary>Every setting that was asked for.</summary>
    public IReadOnlyCollection<string> Read => _read;

    public string Text(string name) => Get(name, "text", text => text) ?? "";

    public string? OptionalText(string name) => Text(name) is { Length: > 0 } text ? text : null;

    public bool Flag(string name) => Get<bool?>(name, "on or off", text => text switch
    {
        "on" or "true" or "yes" => true,
        "off" or "false" or "no" => false,
        _ => null,
    }) ?? false;

    public int Whole(string name, int least, int most) => Get<int?>(
        name,
        $"a whole number from {least} to {most}",
        text => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most ? value : null) ?? least;

    public double Number(string name, double least, double most) => Get<double?>(
        name,
        $"a number from {Shown(least)} to {Shown(most)}",
        text => Quantities.Number(text) is { } value && value >= least && value <= most ? value : null) ?? least;

    /// <summary>Null for auto.</summary>
    public double? Amount(string name) =>
        Get<double?>(name, "a number of 0 or more, or auto", text => text == Auto ? double.NaN : NotNegative(text)) is { } value && !double.IsNaN(value) ? value : null;

    public long Size(string name) => Get(name, "a size with its unit, such as 512 MiB", Quantities.Size) ?? 0;

    /// <summary>Null for auto.</summary>
    public long? OptionalSize(string name) =>
        Get<long?>(name, "a size with its unit, such as 8 GiB, or auto", text => text == Auto ? -1 : Quantities.Size(text)) is { } value and >= 0 ? value : null;

    public TimeSpan Time(string name) =>
        Get<TimeSpan?>(name, "a time above zero with its unit, such as 10 s or 500 ms", text => Quantities.Time(text) is { } time && time > TimeSpan.Zero ? time : null)
        ?? TimeSpan.Zero;

    public TimeSpan TimeOrZero(string name) => Get(name, "a time with its unit, such as 10 s or 500 ms", Quantities.Time) ?? TimeSpan.Zero;

    public string Choice(string name, params string[] choices) =>
        Get(name, string.Join(", ", choices[..^1]) + " or " + choices[^1], text => choices.Contains(text, StringComparer.Ordinal) ? text : null) ?? choices[0];

    public IReadOnlyList<string> List(string name)
    {
        var value = Find(name);
        if (value.Items is null)
        {
            Wrong(value, "a list, such as [\"a\", \"b\"]");
        }

        return value.Items ?? [];
    }

    public Dictionary<string, string> Texts(string group) =>
        Members(group).ToDictionary(member => member.Name, member => member.Value.Text ?? Wrong(member.Value, "text") ?? "", StringComparer.Ordinal);

    public Dictionary<string, double> Numbers(string group) =>
        Members(group).ToDictionary(member => member.Name, member => Convert<double?>(member.Value, "a number of 0 or more", NotNegative) ?? 0, StringComparer.Ordinal);

    /// <summary>Adds a problem that concerns a setting which is well-formed by itself.</summary>
    public void Refuse(string name, string why) => _problems.Add($"{HoconSection.Root}.{name} {why} ({Find(name).Origin})");

    /// <summary>Adds a problem that concerns no one setting.</summary>
    public void Refuse(string problem) => _problems.Add(problem);

    private static double? NotNegative(string text) => Quantities.Number(text) is { } value and >= 0 ? value : null;

    private static string Shown(double value) => value.ToString(CultureInfo.InvariantCulture);

    private IEnumerable<(string Name, SettingValue Value)> Members(string group)
    {
        var path = $"{HoconSection.Root}.{group}";
        _read.Add(path);
        return values.Values
            .Where(value => value.Path.StartsWith(path + ".", StringComparison.Ordinal))
            .Select(value => (value.Path[(path.Length + 1)..], value));
    }

    private T? Get<T>(string name, string expected, Func<string, T?> convert) => Convert(Find(name), expected, convert);

    private T? Convert<T>(SettingValue value, string expected, Func<string, T?> convert)
    {
        var result = value.Text is { } text ? convert(text) : default;
        if (result is null)
        {
            Wrong(value, expected);
        }

        return result;
    }

    private SettingValue Find(string name)
    {
        var path = $"{HoconSection.Root}.{name}";
        _read.Add(path);
        return values[path];
    }

    private string? Wrong(SettingValue value, string expected)
    {
        // A secret that was written as a list is still a secret.
        var shown = s_secrets.Any(secret => value.Path.EndsWith(secret, StringComparison.Ordinal)) ? "what was given" : value.ToString();
        _problems.Add($"{value.Path} is {shown} ({value.Origin}); it must be {expected}.");
        return null;
    }
}

using Akka.Configuration;

namespace RayAkka.Cluster.Settings;

/// <summary>What stands above the file: the environment and <c>key=value</c> from the command line.</summary>
internal static class Overrides
{
    private const string Prefix = "RAYAKKA_";
    private const int Typo = 2;

    /// <summary>The settings among environment variables.</summary>
    /// <exception cref="ArgumentException">A variable is no setting but nearly one.</exception>
    public static IEnumerable<SettingValue> FromEnvironment(IReadOnlyDictionary<string, string> environment)
    {
        foreach (var (name, text) in environment.Where(variable => variable.Key.StartsWith(Prefix, StringComparison.Ordinal)))
        {
            if (SettingsSchema.Instance.Find(name) is { } path)
            {
                // Names in open groups: the environment has capitals only by custom.
                var known = SettingsSchema.Instance.Paths.Contains(path, StringComparer.Ordinal) ? path : path.ToLowerInvariant();
                yield return Value(known, text, $"the variable {name}");
            }
            else if (Meant(name) is { } meant)
            {
                throw new ArgumentException($"The variable {name} is not a setting; did you mean {meant}?");
            }
        }
    }

    /// <summary>The settings among <c>key=value</c> arguments.</summary>
    /// <exception cref="ArgumentException">An argument is no override.</exception>
    public static IEnumerable<SettingValue> FromArguments(IEnumerable<string> arguments) => Split(arguments)
        .Where(pair => IsIn(HoconSection.Root, pair.Key))
        .Select(pair => Value(pair.Key, pair.Text, "the command line"));

    /// <summary>The keys of the section akka among <c>key=value</c> arguments.</summary>
    public static Config AkkaFromArguments(IEnumerable<string> arguments) => Split(arguments)
        .Where(pair => IsIn("akka", pair.Key))
        .Aggregate(Config.Empty, (config, pair) => HoconFile.Parse($"{pair.Key} = {Quoted(pair.Text)}", pair.Key).Above(config));

    /// <summary>The name of a setting's environment variable.</summary>
    public static string VariableOf(string path) => path.ToUpperInvariant().Replace('.', '_').Replace('-', '_');

    public static SettingValue Value(string path, string text, string origin)
    {
        var isList = SettingsSchema.Instance.Problem(path) is null
            && SettingsSchema.Instance.Paths.Contains(path, StringComparer.Ordinal)
            && SettingsSchema.Instance.Default(path).Items is not null;
        if (!isList)
        {
            return new SettingValue(path, text, null, origin);
        }

        var items = text.Trim().TrimStart('[').TrimEnd(']').Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return new SettingValue(path, null, [.. items.Select(item => item.Trim('"'))], origin);
    }

    private static IEnumerable<(string Key, string Text)> Split(IEnumerable<string> arguments)
    {
        foreach (var argument in arguments)
        {
            var equals = argument.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? argument : argument[..equals].Trim();
            if (equals < 0 || !(IsIn(HoconSection.Root, key) || IsIn("akka", key)))
            {
                throw new ArgumentException(
                    $"'{argument}' is not an override; write a key of the section rayakka or akka and its value, such as rayakka.resources.gpu=2.");
            }

            yield return (key, argument[(equals + 1)..].Trim());
        }
    }

    private static bool IsIn(string section, string key) => key.StartsWith(section + ".", StringComparison.Ordinal);

    /// <summary>Lists and objects as they are; anything else as text, so that "//" in an address begins no comment.</summary>
    private static string Quoted(string text) =>
        text is ['[' or '{' or '"', ..] ? text : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";

    private static string? Meant(string name)
    {
        var nearest = SettingsSchema.Instance.Paths.Select(VariableOf).MinBy(variable => Spelling.Distance(variable, name))!;
        return Spelling.Distance(nearest, name) <= Typo ? nearest : null;
    }
}

namespace RayAkka.Cluster.Settings;

/// <summary>Which settings there are: the keys of settings.conf. A group that is empty there takes any names.</summary>
internal sealed class SettingsSchema
{
    private readonly Dictionary<string, SettingValue> _defaults;
    private readonly string[] _openGroups;
    private readonly HashSet<string> _groups;

    private SettingsSchema()
    {
        var config = HoconFile.Resource("settings.conf");
        _defaults = HoconSection.Read(config, "settings.conf").ToDictionary(value => value.Path, StringComparer.Ordinal);
        _openGroups = [.. HoconSection.EmptyGroups(config)];
        _groups = [.. _defaults.Keys.Concat(_openGroups.Select(group => group + ".")).SelectMany(Groups)];
    }

    public static SettingsSchema Instance { get; } = new();

    public IReadOnlyCollection<string> Paths => _defaults.Keys;

    public IReadOnlyList<string> OpenGroups => _openGroups;

    public SettingValue Default(string path) => _defaults[path];

    /// <summary>The setting that a path means where its spelling is free (environment variables, configuration of a host): capitals and separators do not count.</summary>
    public string? Find(string loosePath)
    {
        var loose = Loose(loosePath);
        if (_defaults.Keys.FirstOrDefault(path => Loose(path) == loose) is { } exact)
        {
            return exact;
        }

        foreach (var group in _openGroups.Where(group => loose.StartsWith(Loose(group), StringComparison.Ordinal)))
        {
            if (NameIn(group, loosePath) is { Length: > 0 } name)
            {
                return $"{group}.{name}";
            }
        }

        return null;
    }

    /// <summary>Why a path is no setting, as a sentence; null if it is one.</summary>
    public string? Problem(string path)
    {
        if (_defaults.ContainsKey(path) || _openGroups.Any(group => path.Length > group.Length + 1 && path.StartsWith(group + ".", StringComparison.Ordinal)))
        {
            return null;
        }

        if (_groups.Contains(path))
        {
            var members = _defaults.Keys.Concat(_openGroups)
                .Where(other => other.StartsWith(path + ".", StringComparison.Ordinal))
                .Select(other => other[(path.Length + 1)..]);
            return _openGroups.Contains(path, StringComparer.Ordinal)
                ? $"{path} is a group of names with values, such as {path} {{ {(path.EndsWith("labels", StringComparison.Ordinal) ? "zone = a" : "tpu = 4")} }}."
                : $"{path} is a group, not a value; it has {string.Join(", ", members)}.";
        }

        if (_defaults.Keys.FirstOrDefault(other => path.StartsWith(other + ".", StringComparison.Ordinal)) is { } value)
        {
            return $"{path} is not a setting: {value} is a value, not a group.";
        }

        return $"{path} is not a setting; did you mean {Spelling.Nearest(path, _defaults.Keys.Concat(_openGroups))}?";
    }

    private static IEnumerable<string> Groups(string path)
    {
        for (var dot = path.LastIndexOf('.'); dot > 0; dot = path.LastIndexOf('.', dot - 1))
        {
            yield return path[..dot];
        }
    }

    private static string Loose(string path) => string.Concat(path.Where(char.IsLetterOrDigit)).ToLowerInvariant();

    /// <summary>What stands behind the group in a path with any separators.</summary>
    private static string? NameIn(string group, string loosePath)
    {
        var left = group.Count(char.IsLetterOrDigit);
        var start = 0;
        while (left > 0)
        {
            left -= char.IsLetterOrDigit(loosePath[start++]) ? 1 : 0;
        }

        return start < loosePath.Length && !char.IsLetterOrDigit(loosePath[start]) ? loosePath[(start + 1)..] : null;
    }
}

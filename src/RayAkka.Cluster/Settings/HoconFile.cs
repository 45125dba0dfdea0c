using Akka.Configuration;
using Akka.Configuration.Hocon;

namespace RayAkka.Cluster.Settings;

/// <summary>Reads HOCON documents; each problem is one sentence that names the file.</summary>
internal static class HoconFile
{
    private const int DeepestInclude = 16;

    public static Config Read(string path)
    {
        if (string.IsNullOrWhiteSpace(path))
        {
            throw new ArgumentException("The path of the configuration file is empty; give a HOCON file, such as hocon/head.conf.");
        }

        return Directory.Exists(path)
            ? throw new ArgumentException($"{path} is a folder; give a HOCON file in it.")
            : new Config(ReadRoot(path, null, 0));
    }

    public static Config Parse(string text, string origin) => new(ParseRoot(text, origin, include =>
        throw new ArgumentException($"{origin} includes {include}, which only a file can do.")));

    /// <summary>One above the other. (WithFallback fails where the lower one is empty.)</summary>
    public static Config Above(this Config upper, Config lower) => upper.IsEmpty ? lower : lower.IsEmpty ? upper : upper.WithFallback(lower);

    public static Config Resource(string name)
    {
        using var stream = typeof(HoconFile).Assembly.GetManifestResourceStream(name)
            ?? throw new ArgumentException($"The assembly holds no resource {name}.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd(), name);
    }

    private static HoconRoot ReadRoot(string path, string? includedBy, int depth)
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            var by = includedBy is null ? "" : $", which {includedBy} includes,";
            throw e is FileNotFoundException or DirectoryNotFoundException
                ? new ArgumentException($"The configuration file {path}{by} does not exist; looked for {Path.GetFullPath(path)}.", e)
                : new ArgumentException($"The configuration file {path}{by} cannot be read: {e.Message}", e);
        }

        if (depth > DeepestInclude)
        {
            throw new ArgumentException($"The configuration file {path} includes itself.");
        }

        return ParseRoot(text, path, include => ReadRoot(Path.Combine(Path.GetDirectoryName(path) ?? "", include), path, depth + 1));
    }

    private static HoconRoot ParseRoot(string text, string origin, Func<string, HoconRoot> include)
    {
        if (Brackets.Problem(text) is { } problem)
        {
            throw new ArgumentException($"{origin} is not valid HOCON: {problem}");
        }

        try
        {
            return Parser.Parse(text, include);
        }
        catch (Exception e) when (e is not ArgumentException)
        {
            throw new ArgumentException($"{origin} is not valid HOCON: {e.Message.ReplaceLineEndings(" ")}", e);
        }
    }
}

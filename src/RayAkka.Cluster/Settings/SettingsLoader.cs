using System.Collections;
using System.Net;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Security;

namespace RayAkka.Cluster.Settings;

/// <summary>Puts the sources of settings above each other and makes <see cref="ClusterSettings"/> of them.</summary>
internal static class SettingsLoader
{
    private const int ShortestSecret = 16;

    public static IReadOnlyDictionary<string, string> ProcessEnvironment() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .ToDictionary(variable => (string)variable.Key, variable => (string?)variable.Value ?? "", StringComparer.Ordinal);

    /// <param name="file">The node's own configuration.</param>
    /// <param name="source">Its name.</param>
    /// <param name="overrides"><c>key=value</c> of the sections rayakka and akka.</param>
    /// <param name="environment">The variables of the process.</param>
    /// <param name="middle">Settings between the environment and the overrides: the configuration of a host.</param>
    public static ClusterSettings Load(
        Config file, string source, IEnumerable<string> overrides, IReadOnlyDictionary<string, string> environment, IEnumerable<SettingValue>? middle = null)
    {
        var arguments = overrides.ToArray();
        var given = HoconSection.Read(file, source)
            .Concat(Overrides.FromEnvironment(environment))
            .Concat(middle ?? [])
            .Concat(Overrides.FromArguments(arguments))
            .ToList();
        Throw([.. MisspeltSections(file, source), .. Misspelt(given)]);

        var values = SettingsSchema.Instance.Paths.ToDictionary(path => path, SettingsSchema.Instance.Default, StringComparer.Ordinal);
        given.ForEach(value => values[value.Path] = value);
        var reader = new SettingsReader(values);
        var akka = Overrides.AkkaFromArguments(arguments).Above(Akka(file));
        var settings = Read(reader, source, akka);
        Throw(reader.Problems);
        return settings;
    }

    /// <summary>What of the settings stands in the way of starting, beside what each is by itself.</summary>
    private static void Check(SettingsReader reader, ClusterSettings settings)
    {
        if (TlsGuard.WhyRefused(settings.Akka, settings.Tls is not null, TlsGuard.Installed) is { } why)
        {
            reader.Refuse(why);
        }

        if (settings.IsDriver && settings.Seeds.Count == 0)
        {
            reader.Refuse("cluster.seeds", "is empty; a driver joins a cluster and needs the address of one of its nodes, such as [\"127.0.0.1:4053\"].");
        }

        if (IsAnyAddress(settings.PublicHost))
        {
            reader.Refuse("network.public-host", $"is empty, and no node can be reached at {settings.PublicHost}; give the name or address by which the others reach this one.");
        }

        if (settings.Secret is { Length: < ShortestSecret })
        {
            reader.Refuse("secret", $"is too short; it must have {ShortestSecret} characters or more.");
        }

        if (settings.Secret is null && !(IsLoopback(settings.Host) && (!settings.DataConnection.IsEnabled || IsLoopback(settings.DataConnection.Host))))
        {
            reader.Refuse("secret", "is empty, but other machines could connect; set it (in the variable RAYAKKA_SECRET) to the same text on all nodes, or listen on 127.0.0.1.");
        }
    }

    private static bool IsAnyAddress(string host) => IPAddress.TryParse(host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any));

    private static bool IsLoopback(string host) => host == "localhost" || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    internal static ClusterSettings Read(SettingsReader reader, string source, Config akka)
    {
        var clusterName = reader.Text("cluster.name");
        if (clusterName.Length == 0 || !clusterName.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_') || clusterName[0] is '-' or '_')
        {
            reader.Refuse("cluster.name", "must be letters, digits, '-' and '_', and begin with a letter or digit.");
        }

        // What the section akka says stands above what the settings say, also for whoever asks for it here.
        var host = akka.GetString("akka.remote.dot-netty.tcp.hostname", reader.Text("network.host"));
        var publicHost = akka.GetString("akka.remote.dot-netty.tcp.public-hostname", reader.OptionalText("network.public-host") ?? host);
        var port = reader.Whole("network.port", 0, IPEndPoint.MaxPort);
        var tls = TlsReader.Read(reader, Path.GetDirectoryName(Path.GetFullPath(source))!);
        var seeds = SeedReader.Read(reader, akka, clusterName, isEncrypted: tls is not null);
        var profile = reader.Choice("profile", "default", "fast-failover");
        var derived = DerivedAkka.Of(host, port, publicHost, seeds).Above(HoconFile.Resource($"profiles/{profile}.conf"));
        var dataHost = reader.OptionalText("data-connection.host") ?? host;
        var settings = new ClusterSettings
        {
            Source = source,
            IsDriver = reader.Choice("role", "node", "driver") == "driver",
            Namespace = reader.OptionalText("namespace"),
            Secret = reader.OptionalText("secret"),
            Profile = profile,
            LogLevel = Level(reader.Choice("log-level", "debug", "info", "warning", "error", "none")),
            ClusterName = clusterName,
            Seeds = seeds,
            JoinTimeout = reader.Time("cluster.join-timeout"),
            Host = host,
            Port = akka.GetInt("akka.remote.dot-netty.tcp.port", port),
            PublicHost = publicHost,
            NumCpus = reader.Amount("resources.cpu"),
            NumGpus = reader.Amount("resources.gpu"),
            Memory = reader.OptionalSize("resources.memory"),
            ObjectStoreMemory = reader.OptionalSize("resources.object-store-memory"),
            MaxLineageBytes = reader.Size("lineage.max-memory"),
            MaxLineageDepth = reader.Whole("lineage.max-depth", 0, 1_000_000),
            StoragePath = reader.OptionalText("storage-path"),
            Resources = reader.Numbers("resources.custom"),
            Labels = reader.Texts("labels"),
            DataConnection = new DataConnectionSettings
            {
                IsEnabled = reader.Flag("data-connection.enabled"),
                Host = dataHost,
                Port = reader.Whole("data-connection.port", 0, IPEndPoint.MaxPort),
                PublicHost = reader.OptionalText("data-connection.public-host") ?? publicHost,
                HandshakeTimeout = reader.Time("data-connection.handshake-timeout"),
                MaxQueued = reader.Size("data-connection.max-queued"),
                BulkIdle = reader.Time("data-connection.bulk-idle"),
            },
            AllowedTypes = reader.List("serialization.allowed-types"),
            Journal = JournalReader.Read(reader, Path.GetDirectoryName(Path.GetFullPath(source))!),
            Buckets = reader.Whole("buckets", 1, 1000),
            ResendAfter = reader.Time("resend-after"),
            DrainTimeout = reader.TimeOrZero("drain-timeout"),
            GracefulShutdownTimeout = reader.Time("graceful-shutdown-timeout"),
            UnschedulableAfter = reader.TimeOrZero("unschedulable-after"),
            SpreadThreshold = reader.Number("spread-threshold", 0, 1),
            MaxRecordedCalls = reader.Whole("max-recorded-calls", 1, int.MaxValue),
            Tls = tls,
            Akka = akka.Above(derived),
        };
        Check(reader, settings);
        return settings;
    }

    private static LogLevel Level(string name) => name switch
    {
        "debug" => LogLevel.Debug,
        "info" => LogLevel.Information,
        "warning" => LogLevel.Warning,
        "error" => LogLevel.Error,
        _ => LogLevel.None,
    };

    /// <summary>Only the section akka: what else stands in a node's file is not the ActorSystem's.</summary>
    private static Config Akka(Config file) =>
        file.Root.GetObject()?.GetKey("akka") is { } section && section.IsObject() ? section.AtKey("akka") : Config.Empty;

    private static IEnumerable<string> Misspelt(IEnumerable<SettingValue> values) => values
        .Select(value => (value.Origin, Problem: SettingsSchema.Instance.Problem(value.Path)))
        .Where(value => value.Problem is not null)
        .Select(value => $"{value.Problem} ({value.Origin})");

    /// <summary>Sections of other people are none of ours, but one that is spelt nearly like ours would be a configuration that has no effect.</summary>
    private static IEnumerable<string> MisspeltSections(Config file, string source)
    {
        const int Typo = 2;
        string[] known = [HoconSection.Root, "akka"];
        foreach (var name in file.Root.GetObject()?.Items.Keys.Except(known, StringComparer.Ordinal) ?? [])
        {
            var nearest = Spelling.Nearest(name, known);
            if (Spelling.Distance(name.ToLowerInvariant(), nearest) <= Typo)
            {
                yield return $"{name} is not a section; did you mean {nearest}? ({source})";
            }
        }
    }

    private static void Throw(IReadOnlyList<string> problems)
    {
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join(Environment.NewLine, problems));
        }
    }
}

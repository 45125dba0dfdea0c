using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using RayAkka.Recovery.Stores;

namespace RayAkka.Cluster.Settings;

/// <summary>Everything that a process of a cluster is told by its configuration. settings.conf says what each value means.</summary>
internal sealed record ClusterSettings
{
    /// <summary>The file that it was read from, for logs.</summary>
    public required string Source { get; init; }

    /// <summary>Whether it is a driver: a member that hosts nothing.</summary>
    public required bool IsDriver { get; init; }

    public string? Namespace { get; init; }

    public string? Secret { get; init; }

    public required string Profile { get; init; }

    public required LogLevel LogLevel { get; init; }

    /// <summary>The name of the cluster and of every ActorSystem in it.</summary>
    public required string ClusterName { get; init; }

    /// <summary>Whom to join; none where this node starts a cluster.</summary>
    public required IReadOnlyList<Address> Seeds { get; init; }

    public required TimeSpan JoinTimeout { get; init; }

    /// <summary>The address to listen on.</summary>
    public required string Host { get; init; }

    public required int Port { get; init; }

    /// <summary>The host name that other nodes are told.</summary>
    public required string PublicHost { get; init; }

    /// <summary>Null: what the machine has.</summary>
    public double? NumCpus { get; init; }

    /// <summary>Null: what is found.</summary>
    public double? NumGpus { get; init; }

    /// <summary>Bytes; null: what the process may use.</summary>
    public long? Memory { get; init; }

    /// <summary>Bytes of large objects; null: a share of the memory.</summary>
    public long? ObjectStoreMemory { get; init; }

    /// <summary>The folder for what is kept on disk; null: one among the temporary files.</summary>
    public string? StoragePath { get; init; }

    /// <summary>Bytes of kept calls.</summary>
    public required long MaxLineageBytes { get; init; }

    public required int MaxLineageDepth { get; init; }

    public required Dictionary<string, double> Resources { get; init; }

    public required Dictionary<string, string> Labels { get; init; }

    public required DataConnectionSettings DataConnection { get; init; }

    /// <summary>More types that may travel: full names, or prefixes that end in <c>*</c>.</summary>
    public required IReadOnlyList<string> AllowedTypes { get; init; }

    /// <summary>Where journals are kept; null: in memory.</summary>
    public JournalChoice? Journal { get; init; }

    public required int Buckets { get; init; }

    public required TimeSpan ResendAfter { get; init; }

    public required TimeSpan DrainTimeout { get; init; }

    public required TimeSpan GracefulShutdownTimeout { get; init; }

    public required TimeSpan UnschedulableAfter { get; init; }

    public required double SpreadThreshold { get; init; }

    public required int MaxRecordedCalls { get; init; }

    /// <summary>Null: connections are not encrypted.</summary>
    public TlsSettings? Tls { get; init; }

    /// <summary>
    /// The section akka for the ActorSystem: what the file and the command line say, above what follows from the settings here (address,
    /// seeds, TLS), above the profile. The engine's own base belongs below it.
    /// </summary>
    public required Config Akka { get; init; }

    /// <summary>Reads a file, with what the environment and the command line put above it.</summary>
    /// <exception cref="ArgumentException">Something is wrong; each line of the message is one problem.</exception>
    public static ClusterSettings Load(string file, params IEnumerable<string> overrides) =>
        SettingsLoader.Load(HoconFile.Read(file), file, overrides, SettingsLoader.ProcessEnvironment());

    /// <summary>Like <see cref="Load"/>, from text and without the environment.</summary>
    /// <exception cref="ArgumentException">Something is wrong; each line of the message is one problem.</exception>
    public static ClusterSettings Parse(string hocon, params IEnumerable<string> overrides) =>
        SettingsLoader.Load(HoconFile.Parse(hocon, "the configuration"), "the configuration", overrides, new Dictionary<string, string>(StringComparer.Ordinal));

    // The secret and the password must not get into a log.
    public override string ToString() => $"{(IsDriver ? "driver" : "node")} of {ClusterName}, configured by {Source}";
}

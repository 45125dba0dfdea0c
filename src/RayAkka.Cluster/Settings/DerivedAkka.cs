using System.Globalization;
using Akka.Actor;
using Akka.Configuration;

namespace RayAkka.Cluster.Settings;

/// <summary>The keys of the section akka that follow from settings.</summary>
internal static class DerivedAkka
{
    public static Config Of(string host, int port, string publicHost, IEnumerable<Address> seeds) =>
        ConfigurationFactory.ParseString(string.Create(CultureInfo.InvariantCulture, $$"""
            akka.remote.dot-netty.tcp {
              hostname = {{Text(host)}}
              public-hostname = {{Text(publicHost)}}
              port = {{port}}
            }
            akka.cluster.seed-nodes = [{{string.Join(", ", seeds.Select(seed => Text(seed.ToString())))}}]
            """));

    private static string Text(string text) => $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}

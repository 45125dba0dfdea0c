using System.Globalization;
using System.Net;
using Akka.Actor;
using Akka.Configuration;

namespace RayAkka.Cluster.Settings;

/// <summary>Reads whom to join.</summary>
internal static class SeedReader
{
    private const string AkkaKey = "akka.cluster.seed-nodes";

    public static IReadOnlyList<Address> Read(SettingsReader reader, Config akka, string clusterName, bool isEncrypted)
    {
        var seeds = reader.List("cluster.seeds");
        if (akka.HasPath(AkkaKey))
        {
            seeds = [.. akka.GetStringList(AkkaKey)];
        }

        var protocol = isEncrypted ? "akka.ssl.tcp" : "akka.tcp";
        var addresses = new List<Address>();
        foreach (var seed in seeds)
        {
            if (Parse(seed, protocol, clusterName) is { } address)
            {
                addresses.Add(address);
            }
            else
            {
                reader.Refuse("cluster.seeds", $"has '{seed}', which is no address of a node of {clusterName}; write host:port, such as 127.0.0.1:4053.");
            }
        }

        return addresses;
    }

    private static Address? Parse(string seed, string protocol, string clusterName)
    {
        if (seed.Contains("://", StringComparison.Ordinal))
        {
            return Address.TryParse(seed, out var address) && address.Protocol == protocol && address.System == clusterName && address.Port is not null ? address : null;
        }

        var colon = seed.LastIndexOf(':');
        return colon > 0 && int.TryParse(seed.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= IPEndPoint.MaxPort
            ? new Address(protocol, clusterName, seed[..colon].Trim('[', ']'), port)
            : null;
    }
}

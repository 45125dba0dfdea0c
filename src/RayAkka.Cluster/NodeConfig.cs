using System.Globalization;
using Akka.Configuration;
using RayAkka.Engine;

namespace RayAkka.Cluster;

/// <summary>The configuration of a node's actor system: its own above the one of all nodes.</summary>
internal static class NodeConfig
{
    private const string Resource = "rayakka.reference.conf";

    // Nothing else listens, and nothing in the node's own file makes it weaker. Our own transport does not encrypt.
    private const string Encrypted = """
        akka.remote {
          enabled-transports = ["akka.remote.dot-netty.tcp"]
          dot-netty.tcp {
            transport-class = "Akka.Remote.Transport.DotNetty.TcpTransport,Akka.Remote"
            enable-ssl = on
            ssl { suppress-validation = off, require-mutual-authentication = on }
          }
        }
        """;

    private static readonly Config s_oneProcess = ConfigurationFactory.ParseString(
        """
        akka.loglevel = ERROR
        akka.cluster {
          unreachable-nodes-reaper-interval = 100ms
          down-removal-margin = 1ms
          split-brain-resolver.down-all-when-unstable = off
          failure-detector {
            heartbeat-interval = 150ms
            acceptable-heartbeat-pause = 700ms
            min-std-deviation = 20ms
            expected-response-after = 500ms
          }
        }
        """);

    /// <summary>What every node is configured with unless its own file says otherwise.</summary>
    public static Config Reference { get; } = ConfigurationFactory.ParseString(Read());

    public static Config For(AkkaEngineSettings settings, NodeHello hello)
    {
        var config = settings.Config;
        if (settings.ForOneProcess)
        {
            config = config.WithFallback(s_oneProcess);
        }

        config = config.WithFallback(Reference);
        var roles = RolesOf(settings, config, hello).Select(static role => $"\"{role}\"");
        var own = string.Create(CultureInfo.InvariantCulture, $"akka.cluster.roles = [{string.Join(',', roles)}]\n");
        if (settings.JoinTo is not null)
        {
            own += "akka.cluster.seed-nodes = []\nakka.remote.dot-netty.tcp.port = 0\n";
        }

        return ConfigurationFactory.ParseString(settings.Tls is null ? own : own + Encrypted).WithFallback(config);
    }

    public static IReadOnlyCollection<string> RolesOf(AkkaEngineSettings settings, Config config, NodeHello hello)
    {
        var roles = new SortedSet<string>(config.GetStringList("akka.cluster.roles", []).Concat(settings.Roles), StringComparer.Ordinal)
        {
            hello.IsDriver ? NodeRoles.Driver : NodeRoles.Worker,
        };
        roles.Remove(hello.IsDriver ? NodeRoles.Worker : NodeRoles.Driver);
        if (hello.IsDriver)
        {
            roles.Remove(NodeRoles.Gpu);
        }
        else if (hello.Capacity.Gpu > 0)
        {
            roles.Add(NodeRoles.Gpu);
        }

        return roles;
    }

    private static string Read()
    {
        using var stream = typeof(NodeConfig).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

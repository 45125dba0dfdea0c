using RayAkka.Cluster.Hosting;
using RayAkka.Cluster.Settings;

namespace RayAkka;

/// <summary>Puts the Akka.NET engine into options.</summary>
public static class RayOptionsClusterExtensions
{
    /// <summary>
    /// Makes <c>Ray.Init</c> join a cluster of many processes: as a driver, which hosts nothing, with a file such as hocon/driver.conf, or as
    /// a node with a file such as hocon/cpu-node.conf. What the options say themselves stands above the file.
    /// </summary>
    /// <param name="options">The options.</param>
    /// <param name="hoconFile">The configuration.</param>
    /// <param name="overrides">What stands above it: <c>key=value</c> of the sections rayakka and akka, such as <c>rayakka.cluster.seeds=10.0.0.1:4053</c>.</param>
    /// <exception cref="ArgumentException">The configuration is missing or wrong; the message says where and what.</exception>
    public static RayOptions UseAkkaCluster(this RayOptions options, string hoconFile, params string[] overrides)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(hoconFile);
        ArgumentNullException.ThrowIfNull(overrides);
        return ClusterEngines.Apply(ClusterSettings.Load(hoconFile, overrides), options);
    }
}

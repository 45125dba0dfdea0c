using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Hosting;

namespace RayAkka;

/// <summary>Runs RayAkka in a generic host.</summary>
public static class RayServiceCollectionExtensions
{
    /// <summary>
    /// Joins a cluster when the host starts, as a node or, with <c>rayakka.role = driver</c>, as a driver; all of the program can use
    /// <see cref="Ray"/> from then on. The node logs through the host and is drained when the host stops, within
    /// <c>rayakka.drain-timeout</c> and the host's own ShutdownTimeout. The host is stopped with exit code 3 when the cluster puts the node out.
    /// </summary>
    /// <remarks>
    /// What the host's configuration has in its section RayAkka stands above the file and the environment, and below the overrides:
    /// <c>"RayAkka": { "HoconFile": "hocon/gpu-node.conf", "Resources": { "Gpu": 2 } }</c>.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <param name="hoconFile">The configuration; null for the one that the host's configuration names as RayAkka:HoconFile.</param>
    /// <param name="overrides">What stands above everything: <c>key=value</c> of the sections rayakka and akka.</param>
    public static IServiceCollection AddRay(this IServiceCollection services, string? hoconFile = null, params string[] overrides)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(overrides);
        return services.AddSingleton<IHostedService>(provider => new RayHostedService(
            new RayHostSettings(hoconFile, [.. overrides]),
            provider.GetService<INodeStarter>() ?? new SessionStarter(),
            provider.GetRequiredService<ILoggerFactory>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetService<IConfiguration>()));
    }
}

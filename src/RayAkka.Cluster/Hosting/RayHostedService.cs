using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Hosting;

/// <summary>
/// Runs a node, or the driver's session, in a generic host: joined before the host has started, drained when it stops, and the host is
/// stopped when the cluster puts the node out.
/// </summary>
internal sealed class RayHostedService(
    RayHostSettings given, INodeStarter starter, ILoggerFactory logs, IHostApplicationLifetime lifetime, IConfiguration? configuration = null) : IHostedService
{
    private readonly NodeLog _log = new(logs);
    private INode? _node;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var file = given.HoconFile ?? configuration?[$"{HostConfiguration.Section}:{HostConfiguration.File}"]
            ?? throw new ArgumentException("AddRay was given no HOCON file; name one there, or in the configuration as RayAkka:HoconFile.");
        var settings = SettingsLoader.Load(
            HoconFile.Read(file), file, given.Overrides, SettingsLoader.ProcessEnvironment(), HostConfiguration.Read(configuration));
        _log.Starting(settings.ToString());
        _node = await starter.StartAsync(settings, logs, cancellationToken).ConfigureAwait(false);
        _ = StopHostWhenExpelledAsync(_node);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _node, null) is not { } node)
        {
            return;
        }

        try
        {
            if (!node.Expelled.IsCompleted)
            {
                await Task.WhenAny(node.DrainAsync(cancellationToken), node.Expelled).Unwrap().WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _log.DrainCut();
        }
        finally
        {
            await node.ShutdownAsync().ConfigureAwait(false);
        }

        _log.Left();
    }

    private async Task StopHostWhenExpelledAsync(INode node)
    {
        _log.Expelled(await node.Expelled.ConfigureAwait(false));
        Environment.ExitCode = (int)NodeExit.Expelled;
        lifetime.StopApplication();
    }
}

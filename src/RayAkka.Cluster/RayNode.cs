using RayAkka.Cluster.Hosting;
using RayAkka.Cluster.Settings;

namespace RayAkka;

/// <summary>A node of a cluster as a process of its own.</summary>
public static class RayNode
{
    /// <summary>
    /// Runs a node until Ctrl-C, SIGTERM or the token ends it: it then takes no new work, waits for what runs here within
    /// <c>rayakka.drain-timeout</c>, and leaves the cluster. A second Ctrl-C ends it at once.
    /// </summary>
    /// <param name="hoconFile">The node's configuration, such as hocon/gpu-node.conf.</param>
    /// <param name="args">What stands above it: <c>key=value</c> of the sections rayakka and akka, such as <c>rayakka.resources.gpu=2</c>.</param>
    /// <param name="cancellationToken">Ends the node as Ctrl-C does.</param>
    /// <returns>
    /// The exit code of the process: 0 after an end that was asked for, 1 if the cluster could not be joined, 2 if the configuration is wrong
    /// (the error stream says what), 3 if the cluster has put the node out, which may be started again.
    /// </returns>
    public static async Task<int> RunAsync(string hoconFile, string[] args, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(hoconFile);
        ArgumentNullException.ThrowIfNull(args);
        try
        {
            var settings = ClusterSettings.Load(hoconFile, args);
            if (settings.IsDriver)
            {
                throw new ArgumentException($"{hoconFile} describes a driver, which hosts nothing; use it in RayOptions.UseAkkaCluster, or set rayakka.role=node.");
            }

            using var logs = new NodeConsole(settings.LogLevel, Console.Error, TimeProvider.System);
            using var signals = new StopSignals(cancellationToken);
            return (int)await new NodeProgram(new NodeStarter(), logs, signals.Stop, signals.StopNow).RunAsync(settings).ConfigureAwait(false);
        }
        catch (ArgumentException e)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return (int)NodeExit.WrongConfiguration;
        }
        catch (RayException e)
        {
            await Console.Error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return (int)NodeExit.NotJoined;
        }
    }
}

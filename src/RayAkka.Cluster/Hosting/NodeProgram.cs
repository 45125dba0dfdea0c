using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Settings;

namespace RayAkka.Cluster.Hosting;

/// <summary>
/// The life of a node process: it joins, runs until it is told to end or is put out, drains and leaves. Told a second time to end, it stops
/// waiting.
/// </summary>
/// <param name="starter">Starts the node.</param>
/// <param name="logs">Where it logs.</param>
/// <param name="stop">Told to end.</param>
/// <param name="stopNow">Told to end at once.</param>
internal sealed class NodeProgram(INodeStarter starter, ILoggerFactory logs, CancellationToken stop, CancellationToken stopNow)
{
    private readonly NodeLog _log = new(logs);

    /// <summary>Runs a node to its end.</summary>
    /// <exception cref="RayException">The cluster could not be joined.</exception>
    public async Task<NodeExit> RunAsync(ClusterSettings settings)
    {
        _log.Starting(settings.ToString());
        INode node;
        try
        {
            node = await starter.StartAsync(settings, logs, stop).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            return NodeExit.Left;
        }

        NodeExit exit;
        try
        {
            exit = await LiveAsync(node, settings.DrainTimeout).ConfigureAwait(false);
        }
        finally
        {
            await node.ShutdownAsync().ConfigureAwait(false);
        }

        if (exit == NodeExit.Left)
        {
            _log.Left();
        }

        return exit;
    }

    private async Task<NodeExit> LiveAsync(INode node, TimeSpan drainTimeout)
    {
        _log.Running();
        var told = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = stop.Register(() => told.TrySetResult()).ConfigureAwait(false);
        if (await Task.WhenAny(node.Expelled, told.Task).ConfigureAwait(false) == node.Expelled)
        {
            return Expelled(node);
        }

        _log.Draining(drainTimeout);
        try
        {
            await Task.WhenAny(node.DrainAsync(stopNow), node.Expelled).Unwrap().WaitAsync(stopNow).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopNow.IsCancellationRequested)
        {
            _log.DrainCut();
        }

        return node.Expelled.IsCompleted ? Expelled(node) : NodeExit.Left;
    }

    private NodeExit Expelled(INode node)
    {
        _log.Expelled(node.Expelled.Result);
        return NodeExit.Expelled;
    }
}

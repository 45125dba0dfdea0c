using RayAkka.Actors;
using RayAkka.Engine;
using RayAkka.Scheduling;
using RayAkka.Tasks;

namespace RayAkka;

/// <content>The nodes of this process, and what starts on them: directly, or through envelopes.</content>
internal sealed partial class RayRuntime
{
    /// <summary>Adds a node to the cluster: to this process, or, with an engine of many processes, beside it.</summary>
    public async ValueTask<NodeId> AddNodeAsync(NodeOptions options, CancellationToken cancellationToken = default)
    {
        if (Cluster is not null)
        {
            return await AddClusterNodeAsync(options, cancellationToken).ConfigureAwait(false);
        }

        Store.Give(options.ObjectStoreMemory);
        var node = new NodeId(_scope, NextCallerNumber());
        var host = new NodeHost(this, node, options);
        _hosts[node] = host;
        if (!Engine.DeliversDirectly)
        {
            _virtual[node] = new VirtualPeer(this, host);
        }

        try
        {
            await Engine.StartNodeAsync(node, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            _hosts.TryRemove(node, out _);
            _virtual.TryRemove(node, out _);
            throw;
        }

        return node;
    }

    public ValueTask KillNodeAsync(NodeId node, CancellationToken cancellationToken = default) =>
        Engine.StopNodeAsync(node, graceful: false, cancellationToken);

    /// <summary>Lets the node's tasks and its actors' submitted calls end, within the graceful time; the actors are rebuilt elsewhere if they may be.</summary>
    public async ValueTask RemoveNodeAsync(NodeId node, CancellationToken cancellationToken = default)
    {
        if (_hosts.TryGetValue(node, out var host))
        {
            await DrainAsync(host, cancellationToken).ConfigureAwait(false);
        }
        else if (Cluster is null)
        {
            return;
        }

        await Engine.StopNodeAsync(node, graceful: true, cancellationToken).ConfigureAwait(false);
    }

    public void OnNodeUp(NodeId node)
    {
        var host = _hosts[node];
        var options = host.Options;
        Scheduler.AddNode(node, NodeResources.Of(options), options.Labels, options.GpuIds);
        if (Interlocked.Increment(ref _membership) > 1)
        {
            Volatile.Write(ref _mayLoseNodes, true);
        }

        Log.NodeAdded(node, Engine.Name);
    }

    public void OnNodeDown(NodeId node, string reason)
    {
        if (Cluster is not null)
        {
            OnPeerDown(node, reason);
            return;
        }

        if (!_hosts.TryRemove(node, out var host))
        {
            return;
        }

        if (Scheduler.Snapshot().FirstOrDefault(usage => usage.Id == node) is { } usage)
        {
            _gone[node] = Describe(usage, isAlive: false);
        }

        Log.NodeLost(node, reason);

        // First nothing new may start there; then what was there learns of it; only then may it be placed elsewhere.
        var runs = host.Lose();
        _virtual.TryRemove(node, out var peer);
        peer?.Connection.Close();
        Scheduler.RemoveNode(node);
        Interlocked.Increment(ref _membership);
        runs.ForEach(run => run.Lose());
        foreach (var actor in Actors.All)
        {
            actor.OnNodeLost(node, reason);
        }

        host.LoseCells();
        foreach (var run in runs)
        {
            (run.Owner as TaskRequest)?.OnNodeLost(reason, codeMayRun: true);
        }

        peer?.Dispose();
        peer?.Connection.Lose(reason);
        runs.ForEach(run => run.Cancel());
    }

    public void OnEnvelope(NodeId from, NodeId to, Envelope envelope)
    {
        if (Cluster is not null)
        {
            Peers.Find(from)?.Receive(envelope);
        }
        else if (_virtual.TryGetValue(to == Self ? from : to, out var peer))
        {
            peer.Receive(to, envelope);
        }
    }

    /// <summary>Makes an incarnation on the node of the grant; null if that node is lost.</summary>
    public ActorShell? TryMakeShell(OwnedActor record, Grant grant)
    {
        if (ConnectionTo(grant.Node) is { } connection)
        {
            return connection.TryMakeShell(record, grant);
        }

        return _hosts.TryGetValue(grant.Node, out var host)
            ? host.TryMakeCell(new ActorCellInfo(record.Id, record.Spec, Self, record.Restarts, record.Creation!.Caller!.Job) { IsReader = record.IsReader }, record.Creation!, grant, record)
            : null;
    }

    /// <summary>The incarnation of an adopted actor that lives on a node; null if that is lost or does not have it.</summary>
    public ActorShell? TryAttach(OwnedActor record, NodeId node, int incarnation) => node == Self
        ? OwnHost?.FindHanded(record.Id)?.Cell
        : Peers.Find(node)?.Connection.TryAttach(record, incarnation);

    /// <summary>Runs a task on the node of the grant; false if that node is lost.</summary>
    public bool TryRun(TaskRequest request, Grant grant)
    {
        if (ConnectionTo(grant.Node) is { } connection)
        {
            return connection.TryRun(request, grant);
        }

        return _hosts.TryGetValue(grant.Node, out var host) && host.TryRun(request.Call, grant, request);
    }

    private static NodeInfo Describe(NodeUsage usage, bool isAlive) =>
        new(usage.Id, isAlive, usage.Total, isAlive ? usage.Available : new Dictionary<string, double>(), usage.Labels);

    private async Task DrainAsync(NodeHost host, CancellationToken cancellationToken)
    {
        Scheduler.DrainNode(host.Id);
        foreach (var actor in Actors.All)
        {
            actor.OnNodeLeaving(host.Id);
        }

        host.LeaveCells();
        await host.WhenEmptyAsync(Options.DrainTimeout ?? Options.GracefulShutdownTimeout, cancellationToken).ConfigureAwait(false);
    }

    private NodeConnection? ConnectionTo(NodeId node) =>
        Cluster is not null ? Peers.Find(node)?.Connection : _virtual.TryGetValue(node, out var peer) ? peer.Connection : null;

    private void LoseTasks(string reason)
    {
        foreach (var peer in _virtual.Values)
        {
            peer.Connection.LoseTasks(reason);
        }

        foreach (var peer in Peers.All)
        {
            peer.Connection.LoseTasks(reason);
        }
    }
}

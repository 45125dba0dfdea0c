using System.Collections.Concurrent;
using RayAkka.Engine;

namespace RayAkka.Cluster;

/// <content>Further nodes of the cluster in this process, for tests.</content>
internal sealed partial class AkkaEngine
{
    private readonly ConcurrentDictionary<NodeId, (IPeerRuntime Runtime, AkkaEngine Engine)> _inProcess = new();
    private readonly ConcurrentDictionary<NodeId, TaskCompletionSource> _meetings = new();
    private readonly ConcurrentDictionary<NodeId, TaskCompletionSource> _farewells = new();

    public async Task<NodeId> StartPeerAsync(NodeOptions options, CancellationToken cancellationToken)
    {
        var start = _settings.StartRuntime
            ?? throw new InvalidOperationException("This engine was not made for several nodes in one process; start them with RayCluster.");
        var engine = new AkkaEngine(_settings with { JoinTo = Node.Self.Address });
        IPeerRuntime runtime;
        try
        {
            runtime = await start(options, engine, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _inProcess[runtime.Node] = (runtime, engine);
        await MetAsync(runtime.Node).WaitAsync(_settings.JoinTimeout, cancellationToken).ConfigureAwait(false);
        return runtime.Node;
    }

    /// <summary>Takes out a node that <see cref="StartPeerAsync"/> has started.</summary>
    public async ValueTask StopNodeAsync(NodeId node, bool graceful, CancellationToken cancellationToken)
    {
        if (!_inProcess.TryRemove(node, out var peer))
        {
            throw new ArgumentException($"Node {node} was not started by this process.", nameof(node));
        }

        var gone = GoneAsync(node);
        if (graceful)
        {
            await peer.Runtime.ShutdownAsync().ConfigureAwait(false);
            await peer.Engine.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            var address = peer.Engine.Node.Self;
            await peer.Engine.CrashAsync().ConfigureAwait(false);
            Node.Cluster.Down(address.Address);
        }

        await gone.WaitAsync(_settings.RemovalTimeout, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends this node as a crash would: no goodbye, and nothing that its runtime does counts from now on.</summary>
    public async Task CrashAsync()
    {
        Expel("it was killed");
        await EndAsync(goodbye: false).ConfigureAwait(false);
    }

    private async Task StopPeersAsync()
    {
        foreach (var node in _inProcess.Keys)
        {
            if (_inProcess.TryRemove(node, out var peer))
            {
                await peer.Runtime.ShutdownAsync().ConfigureAwait(false);
                await peer.Engine.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    private Task MetAsync(NodeId node)
    {
        var met = _meetings.GetOrAdd(node, static _ => NewSource());
        if (_peers.TryGetValue(node, out var peer) && peer.State.IsUp)
        {
            met.TrySetResult();
        }

        return met.Task;
    }

    private Task GoneAsync(NodeId node)
    {
        var gone = _farewells.GetOrAdd(node, static _ => NewSource());
        if (!_peers.ContainsKey(node))
        {
            gone.TrySetResult();
        }

        return gone.Task;
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}

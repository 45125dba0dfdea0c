using RayAkka.Cluster.Membership;
using RayAkka.Engine;

namespace RayAkka.Cluster;

/// <content>How a node comes into the cluster and out of it.</content>
internal sealed partial class AkkaEngine
{
    private static readonly TimeSpan s_shortGoodbye = TimeSpan.FromSeconds(2);

    private string _stage = "";

    private TimeSpan Goodbye => _settings.ForOneProcess ? s_shortGoodbye : _settings.GoodbyeTimeout;

    public async Task JoinAsync(NodeHello self, CancellationToken cancellationToken)
    {
        var began = _settings.TimeProvider.GetTimestamp();
        using var limit = new CancellationTokenSource(_settings.JoinTimeout, _settings.TimeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        var greetAll = new GreetAll();
        try
        {
            await JoinAsync(self, greetAll, either.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            _leaving = true;
            var stage = _stage + greetAll.Missing;
            await EndAsync(goodbye: _node is { IsMember: true }).ConfigureAwait(false);
            if (exception is OperationCanceledException && limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
            {
                throw new RayException($"The cluster could not be joined within {_settings.JoinTimeout}: {stage}", exception);
            }

            throw;
        }

        _log.Joined(self.Node, Node.Self.HostAndPort, _settings.TimeProvider.GetElapsedTime(began));
    }

    public async Task LeaveAsync(CancellationToken cancellationToken)
    {
        if (_node is not null && !_over)
        {
            _leaving = true;
            await EndAsync(goodbye: true).WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopPeersAsync().ConfigureAwait(false);
        _leaving = true;
        await EndAsync(goodbye: true).ConfigureAwait(false);
    }

    public async Task<bool> IsReachableAsync(NodeId peer) =>
        !_over && _peers.TryGetValue(peer, out var known)
        && (_data?.IsConnected(peer) == true || await PortProbe.AnswersAsync(known.Peer.Address.Address, _settings.TimeProvider).ConfigureAwait(false));

    private async Task JoinAsync(NodeHello self, GreetAll greetAll, CancellationToken cancellationToken)
    {
        _self = self.Node;
        var node = _node = new NodeSystem(_settings, self, _log);
        _stage = "its data connection could not be opened.";
        if (_settings.OpenDataChannel is { } open)
        {
            _data = await open(self.Node, new ClusterSecret(_settings.Secret), this, cancellationToken).ConfigureAwait(false);
        }

        node.StartActors(this, _data, OnEnvelope, OpenObject);
        if (!self.IsDriver)
        {
            await node.PrepareToHostAsync(_events!).ConfigureAwait(false);
        }

        var seeds = string.Join(", ", node.Cluster.Settings.SeedNodes);
        _stage = $"none of the seed nodes has let it in (akka.cluster.seed-nodes: {(seeds.Length == 0 ? "none" : seeds)}).";
        await node.JoinClusterAsync(cancellationToken).ConfigureAwait(false);
        _stage = "its buckets could not be started; can it reach the oldest node of the cluster?";
        var hosting = self.IsDriver ? Task.CompletedTask : node.Regions.StartBucketsAsync().WaitAsync(cancellationToken);
        var greeting = node.GreetAllAsync(greetAll, cancellationToken);
        await hosting.ConfigureAwait(false);
        _stage = "not every member has greeted it; do all have the same rayakka.secret and the same version? Missing: ";
        await greeting.ConfigureAwait(false);
    }

    private async Task EndAsync(bool goodbye)
    {
        if (_node is not { } node)
        {
            return;
        }

        if (goodbye && !_over)
        {
            await node.LeaveAsync(await AreAllReachableAsync().ConfigureAwait(false) ? Goodbye : s_shortGoodbye).ConfigureAwait(false);
        }
        else
        {
            node.Abort();
            await Ended(node).ConfigureAwait(false);
        }

        _over = true;
        if (_data is { } data)
        {
            await data.DisposeAsync().ConfigureAwait(false);
        }

        foreach (var tenant in node.Registry.Clear())
        {
            tenant.OnShellLost(null);
        }
    }

    // One that is gone without having been put out cannot agree to the goodbye of others.
    private async Task<bool> AreAllReachableAsync() =>
        !(await Task.WhenAll(_peers.Keys.Select(IsReachableAsync)).ConfigureAwait(false)).Contains(false);

    // What is killed is not waited for any longer than a goodbye would be.
    private async Task Ended(NodeSystem node)
    {
        try
        {
            await node.System.WhenTerminated.WaitAsync(Goodbye).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
        }
    }
}

using RayAkka.Cluster.Tests.Support;

namespace RayAkka.Cluster.Tests.Nodes;

/// <summary>Further nodes that an engine starts and stops in its own process.</summary>
public sealed class PeerTests
{
    private readonly List<FakeRuntime> _started = [];

    [Fact]
    public async Task StartPeer_Completed_HasBeenMet()
    {
        await using var first = await StartAsync();

        var peer = await first.Engine.StartPeerAsync(new NodeOptions(), CancellationToken.None);

        Assert.Contains($"peer {peer}", first.Events.Rest());
        Assert.Contains($"peer {first.Id}", _started.Single().Events.Rest());
    }

    [Fact]
    public async Task StopNode_Graceful_HasLeftWithoutBeingExpelled()
    {
        await using var first = await StartAsync();
        var peer = await first.Engine.StartPeerAsync(new NodeOptions(), CancellationToken.None);

        await first.Engine.StopNodeAsync(peer, graceful: true, CancellationToken.None);

        Assert.Contains($"down {peer}: its node has left the cluster", first.Events.Rest());
        Assert.DoesNotContain(_started.Single().Events.Rest(), static told => told.StartsWith("expelled", StringComparison.Ordinal));
    }

    [Fact]
    public async Task StopNode_AsACrash_IsDownAtTheSurvivors()
    {
        await using var first = await StartAsync();
        var peer = await first.Engine.StartPeerAsync(new NodeOptions(), CancellationToken.None);
        var other = await first.Engine.StartPeerAsync(new NodeOptions(), CancellationToken.None);

        await first.Engine.StopNodeAsync(peer, graceful: false, CancellationToken.None);

        Assert.Contains($"down {peer}: its node has died", first.Events.Rest());
        Assert.Contains("expelled: it was killed", _started[0].Events.Rest());
        _started[1].Events.Await($"down {peer}: its node has died");
        Assert.Equal(other, _started[1].Node);
    }

    [Fact]
    public async Task StopNode_OfAnotherProcess_IsRefused()
    {
        await using var first = await StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);

        await Assert.ThrowsAsync<ArgumentException>(() => first.Engine.StopNodeAsync(second.Id, graceful: false, CancellationToken.None).AsTask());
    }

    [Fact]
    public async Task Dispose_WithPeers_EndsThemFirst()
    {
        var first = await StartAsync();
        await first.Engine.StartPeerAsync(new NodeOptions(), CancellationToken.None);

        await first.DisposeAsync();

        Assert.True(_started.Single().Engine.Node.System.WhenTerminated.IsCompleted);
        Assert.True(first.Engine.Node.System.WhenTerminated.IsCompleted);
    }

    private Task<TestNode> StartAsync() => TestNode.StartAsync(TestNode.Settings with
    {
        StartRuntime = async (_, engine, cancellationToken) =>
        {
            var runtime = await FakeRuntime.StartAsync(engine, cancellationToken);
            _started.Add(runtime);
            return runtime;
        },
    });
}

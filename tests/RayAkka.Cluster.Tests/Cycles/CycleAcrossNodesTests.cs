using RayAkka.Conformance.Samples;
using RayAkka.Testing;

namespace RayAkka.Cluster.Tests.Cycles;

/// <summary>Calls that wait for each other in a circle whose members run on different nodes.</summary>
public sealed class CycleAcrossNodesTests : IAsyncLifetime
{
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(30);
    private RayCluster? _cluster;

    public async Task InitializeAsync()
    {
        _cluster = await RayCluster.StartAsync(AkkaClusterEngine.InProcess("RayAkka.Conformance.*"), new NodeOptions { NumCpus = 4, Resources = { ["a"] = 4 } });
        await _cluster.AddNodeAsync(new NodeOptions { NumCpus = 4, Resources = { ["b"] = 4 } });
    }

    public async Task DisposeAsync() => await _cluster!.DisposeAsync();

    [Theory]
    [InlineData("Get")]
    [InlineData("Wait")]
    [InlineData("Await")]
    [InlineData("GetAsync")]
    [InlineData("WaitAsync")]
    [InlineData("AsTask")]
    [InlineData("Helper")]
    public async Task Wait_AOnBOnAOfAnotherNode_FailsAndPrintsTheCycle(string how)
    {
        var (a, b) = await PeersAsync();
        var error = await Assert.ThrowsAnyAsync<RayTaskException>(() => a.Ping.Remote(2, how).AsTask().WaitAsync(s_limit));
        Exception? cause = error;
        while (cause is not null and not CallCycleException)
            cause = cause.InnerException;
        Assert.Contains("Peer.Ping -> Peer.Ping", Assert.IsType<CallCycleException>(cause).Message, StringComparison.Ordinal);
        Assert.Equal(1, await a.Answer.Remote(1).AsTask().WaitAsync(s_limit));
        Assert.Equal(2, await b.Answer.Remote(2).AsTask().WaitAsync(s_limit));
    }

    [Fact]
    public async Task Wait_WithALimit_EndsByItself()
    {
        var (a, _) = await PeersAsync();
        var error = await Assert.ThrowsAnyAsync<RayTaskException>(() => a.Ping.Remote(2, "GetLimited").AsTask().WaitAsync(s_limit));
        Assert.Contains(nameof(GetTimeoutException), error.ToString(), StringComparison.Ordinal);
    }

    private static async Task<(ActorHandle<Peer> A, ActorHandle<Peer> B)> PeersAsync()
    {
        var a = Peer.Options(new() { Resources = { ["a"] = 1 } }).Remote();
        var b = Peer.Options(new() { Resources = { ["b"] = 1 } }).Remote();
        await a.Meet.Remote(b).AsTask().WaitAsync(s_limit);
        await b.Meet.Remote(a).AsTask().WaitAsync(s_limit);
        return (a, b);
    }
}

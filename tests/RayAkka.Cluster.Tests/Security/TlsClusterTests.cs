#if AKKA_TLS
using RayAkka.Cluster.Security;
using RayAkka.Cluster.Tests.Clusters.Samples;
using RayAkka.Cluster.Tests.Clusters.Support;
using RayAkka.Cluster.Tests.Data.Support;
using RayAkka.Conformance.Support;
using RayAkka.Testing;

namespace RayAkka.Cluster.Tests.Security;

/// <summary>Clusters whose connections are all encrypted.</summary>
public sealed class TlsClusterTests : IDisposable
{
    private readonly Certificates _authority = new("Our cluster");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Call_WithCertificatesOfOneAuthority_IsAnswered(bool dataConnections)
    {
        using var certificate = _authority.Issue("node");
        var engine = new WatchedEngine { Tls = new NodeTls(certificate, [_authority.Authority]), HasDataConnections = dataConnections };

        await CallAsync(engine);
    }

    [Fact]
    public async Task Call_WithAPinnedCertificate_IsAnswered()
    {
        using var certificate = _authority.Issue("node");
        var pin = certificate.GetCertHashString(System.Security.Cryptography.HashAlgorithmName.SHA256);

        await CallAsync(new WatchedEngine { Tls = new NodeTls(certificate, pinned: [pin]) });
    }

    public void Dispose() => _authority.Dispose();

    private static async Task CallAsync(WatchedEngine engine)
    {
        using var journal = new GrantJournal();
        await using var cluster = await RayCluster.StartAsync(
            engine, new NodeOptions { NumCpus = 2, Resources = { ["a"] = 2 } }, new RayOptions { LoggerFactory = journal });
        await cluster.AddNodeAsync(new NodeOptions { NumCpus = 2, Resources = { ["b"] = 2 } });
        var life = Probe.Create();
        var a = Station.Options(new() { Resources = { ["a"] = 1 } }).Remote(life);
        var b = Station.Options(new() { Resources = { ["b"] = 1 } }).Remote(life);
        await a.Befriend.Remote(b).AsTask().WaitAsync(Probe.Limit);

        Assert.Equal(Enumerable.Range(1, 100), await a.NoteAtFriend.Remote(0, 100).AsTask().WaitAsync(Probe.Limit));
        var large = Freight.Tasks.Make.Options(new() { Resources = { ["a"] = 1 } }).Remote(100_000);
        var sum = Freight.Tasks.Sum.Options(new() { Resources = { ["b"] = 1 } }).Remote(large);
        Assert.Equal(100_000.0 * 99_999 / 2, await sum.AsTask().WaitAsync(Probe.Limit));
        Assert.All(engine.Members.Values, member => Assert.Equal("akka.ssl.tcp", member.Engine.Node.Self.Address.Protocol));
        Assert.Equal(engine.HasDataConnections, engine.Channels.Any());
        Assert.All(engine.Channels, channel => Assert.All(engine.Members.Keys, peer => Assert.True(channel.IsConnected(peer) || engine.Members[peer].Data == channel)));

        // On a machine that is too busy for this cluster's quick failure detector a node may seem not to answer for a moment.
        Assert.DoesNotContain(journal.Lines, static line => !line.Contains("does not answer", StringComparison.Ordinal));
    }
}
#endif

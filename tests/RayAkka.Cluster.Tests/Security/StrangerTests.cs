#if AKKA_TLS
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Akka.Actor;
using Akka.Configuration;
using Microsoft.Extensions.Logging;
using RayAkka.Cluster.Hosting;
using RayAkka.Cluster.Security;
using RayAkka.Cluster.Tests.Data.Support;
using TestNode = RayAkka.Cluster.Tests.Support.TestNode;

namespace RayAkka.Cluster.Tests.Security;

/// <summary>Whoever has no certificate of the cluster's authority gets a line in the log and nothing else.</summary>
public sealed class StrangerTests : IAsyncLifetime
{
    private const string Refused = "Refused a connection of Akka.Remote";

    private readonly Certificates _ours = new("Our cluster");
    private readonly Certificates _theirs = new("Somebody else");
    private readonly LogLines _log = new();
    private readonly LogLines _strangersLog = new();
    private TestNode _first = null!;
    private TestNode _second = null!;

    public async Task InitializeAsync()
    {
        _first = await TestNode.StartAsync(Settings(_ours, _log));
        _second = await TestNode.StartAsync(Settings(_ours, new LogLines()), joins: _first);
        _first.Events.Await($"peer {_second.Id}");
        _second.Events.Await($"peer {_first.Id}");
    }

    public async Task DisposeAsync()
    {
        await _second.DisposeAsync();
        await _first.DisposeAsync();
        _ours.Dispose();
        _theirs.Dispose();
    }

    [Fact]
    public async Task Join_WithACertificateOfAnotherAuthority_IsNotLetIn()
    {
        // It would accept ours: that it is not let in is our side's doing.
        await FailToJoinAsync(Settings(_theirs, _strangersLog, _ours), _first.Engine.Node.Self.Address);

        await _log.NextAsync(Refused);
        Unharmed();
    }

    [Fact]
    public async Task Join_AClusterWithCertificatesOfAnotherAuthority_IsRefusedByTheOneWhoJoins()
    {
        await using var impostor = await TestNode.StartAsync(Settings(_theirs, new LogLines(), _ours));

        await FailToJoinAsync(Settings(_ours, _strangersLog), impostor.Engine.Node.Self.Address);

        await _strangersLog.NextAsync(Refused);
    }

    [Fact]
    public async Task Join_WithoutTls_IsNotLetIn()
    {
        var address = _first.Engine.Node.Self.Address;

        await FailToJoinAsync(Settings(null, _strangersLog), new Address("akka.tcp", address.System, address.Host, address.Port));

        Assert.DoesNotContain("   at ", await _log.NextAsync("Rejected incoming connection"), StringComparison.Ordinal);
        Unharmed();
    }

    [Fact]
    public async Task Connect_WithoutACertificate_IsClosed()
    {
        var address = _first.Engine.Node.Self.Address;
        using var client = new TcpClient(address.Host, address.Port!.Value);
        await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false, static (_, _, _, _) => true);

        // With TLS 1.3 the one who connects believes that it is in, until it reads.
        var ended = await Record.ExceptionAsync(async () =>
        {
            await stream.AuthenticateAsClientAsync("node").Soon();
            Assert.Equal(0, await stream.ReadAsync(new byte[1]).Soon());
        });

        Assert.True(ended is null or IOException or AuthenticationException, $"{ended}");
        await _log.NextAsync("did not provide a certificate");
        Unharmed();
    }

    private static AkkaEngineSettings Settings(Certificates? authority, LogLines log, Certificates? alsoTrusted = null)
    {
        var authorities = new[] { authority, alsoTrusted }.OfType<Certificates>().Select(trusted => trusted.Authority);
        return ClusterSession.WithDataConnections(
            TestNode.Settings with
            {
                Config = ConfigurationFactory.ParseString("akka.loglevel = WARNING"),
                Tls = authority is null ? null : new NodeTls(authority.Issue("node"), authorities),
                LoggerFactory = new LoggerFactory([log]),
            },
            IPAddress.Loopback);
    }

    private static async Task FailToJoinAsync(AkkaEngineSettings settings, Address address)
    {
        await using var stranger = TestNode.Of(settings with { JoinTo = address, JoinTimeout = TimeSpan.FromSeconds(2) }, TestNode.NewHello());

        var error = await Assert.ThrowsAsync<RayException>(() => stranger.Engine.JoinAsync(stranger.Hello, CancellationToken.None));

        Assert.Contains("could not be joined", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The cluster has met nobody, lost nobody, and goes on.</summary>
    private void Unharmed()
    {
        Assert.DoesNotContain(
            _first.Events.Rest().Concat(_second.Events.Rest()),
            told => told.StartsWith("peer", StringComparison.Ordinal) || told.StartsWith("down", StringComparison.Ordinal));
        Assert.Equal(2, _first.Engine.Node.Cluster.State.Members.Count);
        _first.Engine.Send(_first.Id, _second.Id, new Engine.Envelope(1, 0, new byte[] { 1 }));
        _second.Events.Await($"envelope {_first.Id} 1");
    }
}
#endif

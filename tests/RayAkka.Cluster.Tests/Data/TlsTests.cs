using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using RayAkka.Cluster.Data;
using RayAkka.Cluster.Security;
using RayAkka.Cluster.Tests.Data.Support;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Data;

public sealed class TlsTests : IDisposable
{
    private readonly Certificates _ours = new("Our cluster");
    private readonly Certificates _theirs = new("Somebody else");

    [Fact]
    public async Task Connect_CertificatesOfOneAuthority_CarriesEnvelopesAndObjects()
    {
        var (a, b) = await TestNode.PairAsync(options => options with { Tls = new NodeTls(_ours.Issue("node"), [_ours.Authority]) });
        using var first = a;
        using var second = b;
        var bytes = new byte[3_000_000];
        new Random(1).NextBytes(bytes);
        b.Events.Objects[1] = new ObjectSource([1], bytes);

        for (var i = 1; i <= 500; i++)
        {
            Assert.True(a.TrySend(b, i, new byte[i * 10]));
        }

        for (var i = 1; i <= 500; i++)
        {
            var envelope = await b.Events.EnvelopeAsync();
            Assert.Equal((i, i * 10), (envelope.Number, ((byte[])envelope.Message!).Length));
        }

        Assert.True(b.TrySend(a, 1, [1]));
        await a.Events.EnvelopeAsync();
        Assert.Equal(bytes, await a.FetchAsync(b.Id, 1));
    }

    [Fact]
    public async Task Connect_PinnedCertificates_IsLetIn()
    {
        var certificate = _ours.Issue("node");
        var pin = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        var (a, b) = await TestNode.PairAsync(options => options with { Tls = new NodeTls(certificate, pinned: [pin.ToLowerInvariant()]) });
        a.Dispose();
        b.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Connect_CertificateOfAnotherAuthority_IsRefused(bool dialerIsStrange)
    {
        var good = new NodeTls(_ours.Issue("node"), [_ours.Authority]);
        var strange = new NodeTls(_theirs.Issue("node"), [_ours.Authority, _theirs.Authority]);
        using var a = await TestNode.StartAsync(1, options => options with { Tls = dialerIsStrange ? strange : good });
        using var b = await TestNode.StartAsync(2, options => options with { Tls = dialerIsStrange ? good : strange });
        b.Add(a);
        a.Add(b);

        await a.Log.NextAsync("calls to it go over Akka.Remote");
        await b.Log.NextAsync("Refused a data connection");
        Assert.Empty(a.Events.States);
        Assert.Empty(b.Events.States);
    }

    [Fact]
    public async Task Connect_WithoutCertificate_IsRefused()
    {
        using var b = await TestNode.StartAsync(2, options => options with { Tls = new NodeTls(_ours.Issue("node"), [_ours.Authority]) });
        b.Endpoint.AddPeer(new NodeId(1, 1), "127.0.0.1", 1);
        using var stranger = Stranger.Connect(b.Address);
        using var stream = new SslStream(stranger.Stream);

        var error = Record.Exception(() =>
        {
            stream.AuthenticateAsClient(new SslClientAuthenticationOptions { TargetHost = "node", RemoteCertificateValidationCallback = (_, _, _, _) => true });
            Handshake.Dial(stream, new NodeId(1, 1), b.Id, ConnectionKind.Envelopes, TestNode.Secret);
        });

        Assert.True(error is IOException or AuthenticationException, $"{error}");
        await b.Log.NextAsync("Refused a data connection");
        Assert.Empty(b.Events.States);
    }

    [Fact]
    public async Task Connect_PlainBytesToAnEncryptedNode_IsRefused()
    {
        using var b = await TestNode.StartAsync(2, options => options with { Tls = new NodeTls(_ours.Issue("node"), [_ours.Authority]) });
        using var a = await TestNode.StartAsync(1);
        b.Add(a);
        a.Add(b);

        await b.Log.NextAsync("Refused a data connection");
        Assert.Empty(a.Events.States);
    }

    [Fact]
    public async Task Connect_SilentStrangerToAnEncryptedNode_IsClosedAfterTheTimeLimit()
    {
        using var b = await TestNode.StartAsync(2, options => options with
        {
            Tls = new NodeTls(_ours.Issue("node"), [_ours.Authority]),
            HandshakeTimeout = TimeSpan.FromMilliseconds(150),
        });
        using var stranger = Stranger.Connect(b.Address);

        Assert.Equal(0, stranger.ReadToEnd());
        await b.Log.NextAsync("took longer than 0.15 s");
    }

    [Fact]
    public void Options_NobodyWouldBeAccepted_Throws()
    {
        var error = Assert.Throws<ArgumentException>(() => new NodeTls(_ours.Issue("node")));
        Assert.Contains("give an authority", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new NodeTls(_ours.PublicPart(), [_ours.Authority]));
    }

    public void Dispose()
    {
        _ours.Dispose();
        _theirs.Dispose();
    }
}

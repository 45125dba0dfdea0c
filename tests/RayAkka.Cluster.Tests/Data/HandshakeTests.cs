using System.Net;
using System.Net.Sockets;
using RayAkka.Cluster.Data;
using RayAkka.Cluster.Tests.Data.Support;

namespace RayAkka.Cluster.Tests.Data;

public sealed class HandshakeTests
{
    [Fact]
    public async Task Connect_BothKnowTheSecret_SendsBothWays()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;

        Assert.True(a.TrySend(b, 1, [1, 2, 3]));
        Assert.Equal([1, 2, 3], (byte[])(await b.Events.EnvelopeAsync()).Message!);
        Assert.True(b.TrySend(a, 1, [4]));
        Assert.Equal([4], (byte[])(await a.Events.EnvelopeAsync()).Message!);
    }

    [Fact]
    public async Task Connect_AnotherSecret_IsRefusedAndLoggedOnBothSides()
    {
        using var a = await TestNode.StartAsync(1, options => options with { Secret = "something else"u8.ToArray() });
        using var b = await TestNode.StartAsync(2);
        b.Add(a);
        a.Add(b);

        await b.Log.NextAsync("does not know the cluster's secret");
        await a.Log.NextAsync("calls to it go over Akka.Remote");
        Assert.False(a.TrySend(b, 1, []));
        Assert.Empty(a.Events.States);
        Assert.Empty(b.Events.States);
    }

    [Fact]
    public async Task Connect_NoSecretOnEitherSide_IsLetIn()
    {
        var (a, b) = await TestNode.PairAsync(options => options with { Secret = null });
        a.Dispose();
        b.Dispose();
    }

    [Fact]
    public async Task Connect_ProcessRestartedOnTheSamePort_IsRefused()
    {
        using var a = await TestNode.StartAsync(1);
        using var restarted = await TestNode.StartAsync(3);
        restarted.Add(a);
        a.Endpoint.AddPeer(new NodeId(1, 2), "127.0.0.1", restarted.Address.Port);

        await restarted.Log.NextAsync("looks for the node");
        Assert.Empty(a.Events.States);
    }

    [Fact]
    public async Task Connect_AcceptorHearsOfTheDialerLater_ConnectsThen()
    {
        using var a = await TestNode.StartAsync(1);
        using var b = await TestNode.StartAsync(2);
        a.Add(b);
        Assert.False(a.TrySend(b, 1, []));

        b.Add(a);

        await a.Events.StateAsync("up");
        await b.Events.StateAsync("up");
        Assert.Empty(b.Log.All);
    }

    [Fact]
    public async Task Connect_NobodySaysThatTheDialerIsAPeer_IsRefusedInTime()
    {
        using var b = await TestNode.StartAsync(2, options => options with { HandshakeTimeout = TimeSpan.FromMilliseconds(200) });
        using var a = await TestNode.StartAsync(1);
        a.Add(b);

        await b.Log.NextAsync("took longer than 0.2 s");
        Assert.Empty(b.Events.States);
    }

    [Fact]
    public async Task Connect_TheHigherIdDialsForEnvelopes_IsRefused()
    {
        using var b = await TestNode.StartAsync(2);
        using var stranger = Stranger.Connect(b.Address);

        Assert.ThrowsAny<IOException>(() => Handshake.Dial(stranger.Stream, new NodeId(1, 3), b.Id, ConnectionKind.Envelopes, TestNode.Secret));

        await b.Log.NextAsync("is not the one of the two that connects");
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: somebody who has the wrong port and much to say about it, really\r\n\r\n")]
    [InlineData("RAYDATA\n\u0009\u0009and then another version of the protocol than this one speaks, with padding to its size")]
    public async Task Connect_Garbage_IsClosedWithOneLineAndWithoutAnswer(string garbage)
    {
        using var b = await TestNode.StartAsync(2);
        using var stranger = Stranger.Connect(b.Address);

        stranger.Stream.Write(System.Text.Encoding.ASCII.GetBytes(garbage));

        Assert.Equal(0, stranger.ReadToEnd());
        await b.Log.NextAsync("Refused a data connection from 127.0.0.1");
        Assert.Single(b.Log.All);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(Handshake.HelloSize - 1)]
    [InlineData(Handshake.HelloSize)]
    public async Task Connect_HalfOpen_IsClosedAfterTheTimeLimit(int bytes)
    {
        using var b = await TestNode.StartAsync(2, options => options with { HandshakeTimeout = TimeSpan.FromMilliseconds(150) });
        using var stranger = Stranger.Connect(b.Address);
        var hello = new byte[Handshake.HelloSize];
        Handshake.WriteHello(hello, new NodeId(1, 1), b.Id, ConnectionKind.Envelopes);

        stranger.Stream.Write(hello, 0, bytes);

        Assert.Equal(bytes == Handshake.HelloSize ? Handshake.ChallengeSize : 0, stranger.ReadToEnd());
        await b.Log.NextAsync("took longer than 0.15 s");
    }

    [Fact]
    public async Task Connect_ManySilentStrangers_DoNotKeepAPeerOut()
    {
        using var b = await TestNode.StartAsync(2, options => options with { HandshakeTimeout = TimeSpan.FromMinutes(5) });
        var strangers = Enumerable.Range(0, 2 * DataListener.MostStrangers).Select(_ => Stranger.Connect(b.Address)).ToArray();
        using var a = await TestNode.StartAsync(1);
        b.Add(a);
        a.Add(b);

        await a.Events.StateAsync("up");

        foreach (var stranger in strangers)
        {
            stranger.Dispose();
        }
    }

    [Fact]
    public void Dial_AcceptorThatSendsTheProofBack_IsRefused()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var dialer = Stranger.Connect((IPEndPoint)listener.LocalEndpoint);
        using var acceptor = Stranger.Accept(listener);
        var challenge = new byte[Handshake.ChallengeSize];
        var echo = new Thread(() =>
        {
            var hello = new byte[Handshake.HelloSize];
            acceptor.Stream.ReadExactly(hello);
            hello.AsSpan(0, 10).CopyTo(challenge);
            acceptor.Stream.Write(challenge);
            var proof = new byte[Handshake.ProofSize];
            acceptor.Stream.ReadExactly(proof);
            acceptor.Stream.Write(proof);
        });
        echo.Start();

        Assert.Throws<HandshakeException>(() => Handshake.Dial(dialer.Stream, new NodeId(1, 1), new NodeId(1, 2), ConnectionKind.Bulk, TestNode.Secret));
        echo.Join();
    }

    [Fact]
    public void Accept_HostileBytes_ThrowsWhatIsExpectedAndAllocatesLittle()
    {
        const int Rounds = 20_000;
        var self = new NodeId(1, 2);
        var random = new Random(3);
        var hello = new byte[Handshake.HelloSize];
        var bytes = new byte[Handshake.HelloSize + Handshake.ProofSize];
        var allocated = 0L;
        for (var i = 0; i < Rounds; i++)
        {
            Handshake.WriteHello(hello, new NodeId(1, 1), self, ConnectionKind.Envelopes);
            random.NextBytes(bytes);
            hello.CopyTo(bytes, 0);
            for (var flips = random.Next(4); flips > 0; flips--)
            {
                bytes[random.Next(48)] ^= (byte)random.Next(256);
            }

            var stream = new ReadOnlyBytes(bytes, random.Next(bytes.Length + 1));
            var before = GC.GetAllocatedBytesForCurrentThread();
            var error = Record.Exception(() => Handshake.Accept(stream, self, TestNode.Secret));
            allocated += GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.IsAssignableFrom<IOException>(error);
        }

        // The exception with its text and stack is all of it: nothing grows with what was sent.
        Assert.InRange(allocated / Rounds, 1, 1024);
    }

    private sealed class ReadOnlyBytes(byte[] bytes, int length) : MemoryStream(bytes, 0, length, writable: false)
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
        }
    }
}

using System.Net.Sockets;
using Akka.Actor;
using Akka.Configuration;
using Akka.Remote.Transport;
using Akka.TestKit;
using Akka.TestKit.Xunit2;
using Google.Protobuf;
using RayAkka.Cluster.Remoting;
using AkkaTransport = Akka.Remote.Transport.Transport;

namespace RayAkka.Cluster.Tests.Remoting;

/// <summary>Two transports, without Akka.Remote above them.</summary>
public sealed class SocketTransportTests : TestKit
{
    private const int LargestFrame = 128_000;
    private readonly SocketTransport _server;
    private readonly SocketTransport _client;
    private readonly Address _address;

    public SocketTransportTests()
    {
        _server = New();
        _client = New();
        (_address, var listener) = _server.Listen().GetAwaiter().GetResult();
        listener.SetResult(new ActorAssociationEventListener(TestActor));
        _client.Listen().GetAwaiter().GetResult().Item2.SetResult(new ActorAssociationEventListener(Sys.DeadLetters));
    }

    [Fact]
    public async Task Write_FramesOfAllSizes_ArriveWholeAndInOrder()
    {
        var (client, _, received) = await ConnectAsync();
        int[] sizes = [1, 5, 127_996, LargestFrame, 0, 3, 64_000, 64_000, 64_000];
        var frames = sizes.Select(static size => ByteString.CopyFrom(Bytes(size))).ToArray();

        foreach (var frame in frames)
        {
            Assert.True(client.Write(frame));
        }

        foreach (var frame in frames.Where(static frame => !frame.IsEmpty))
        {
            Assert.Equal(frame, received.ExpectMsg<InboundPayload>().Payload);
        }
    }

    [Fact]
    public async Task Write_TheOtherWay_Arrives()
    {
        var (client, server, _) = await ConnectAsync();
        var answers = CreateTestProbe();
        client.ReadHandlerSource.SetResult(new ActorHandleEventListener(answers));

        server.Write(ByteString.CopyFromUtf8("answer"));

        Assert.Equal("answer", answers.ExpectMsg<InboundPayload>().Payload.ToStringUtf8());
    }

    [Fact]
    public async Task Disassociate_AfterWrites_SendsThemFirst()
    {
        var (client, _, received) = await ConnectAsync();
        for (var i = 0; i < 1000; i++)
        {
            client.Write(ByteString.CopyFrom(Bytes(1000)));
        }

        client.Disassociate("over", Sys.Log);

        for (var i = 0; i < 1000; i++)
        {
            received.ExpectMsg<InboundPayload>();
        }

        received.ExpectMsg<Disassociated>();
        Assert.False(client.Write(ByteString.Empty));
    }

    [Fact]
    public async Task Write_ToOneThatDoesNotRead_IsRefusedSomeTime()
    {
        var (client, _, _) = await ConnectAsync(reads: false);
        var frame = ByteString.CopyFrom(Bytes(LargestFrame));

        var written = 0;
        while (client.Write(frame))
        {
            Assert.True(++written < 1000, "What waits has no bound.");
        }
    }

    [Fact]
    public async Task Frame_LargerThanAllowed_EndsTheConnection()
    {
        using var stranger = new TcpClient();
        await stranger.ConnectAsync(_address.Host, _address.Port!.Value);
        var received = CreateTestProbe();
        ExpectMsg<InboundAssociation>().Association.ReadHandlerSource.SetResult(new ActorHandleEventListener(received));

        await stranger.GetStream().WriteAsync(BitConverter.GetBytes(LargestFrame + 1));

        received.ExpectMsg<Disassociated>();
    }

    [Fact]
    public async Task Associate_NobodyThere_Fails()
    {
        await _server.Shutdown();

        await Assert.ThrowsAsync<InvalidAssociationException>(() => _client.Associate(_address).WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [Fact]
    public async Task Shutdown_WithConnections_EndsThem()
    {
        var (_, _, received) = await ConnectAsync();

        Assert.True(await _client.Shutdown().WaitAsync(TimeSpan.FromSeconds(10)));

        received.ExpectMsg<Disassociated>();
    }

    [Fact]
    public void Listen_PortInUse_SaysWhichOne()
    {
        var other = New($"port = {_address.Port}");

        var refused = Assert.Throws<RayException>(() => { _ = other.Listen(); });

        Assert.Contains($"127.0.0.1:{_address.Port}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_PublicNames_AreTheAddress()
    {
        var transport = New("public-hostname = elsewhere, public-port = 77");

        var (address, _) = await transport.Listen();

        Assert.Equal(("elsewhere", 77), (address.Host, address.Port));
        await transport.Shutdown();
    }

    protected override void AfterAll()
    {
        _client.Shutdown().GetAwaiter().GetResult();
        _server.Shutdown().GetAwaiter().GetResult();
        base.AfterAll();
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private SocketTransport New(string more = "") => new(Sys, ConfigurationFactory.ParseString(more).WithFallback(
        ConfigurationFactory.ParseString($"hostname = 127.0.0.1, port = 0, maximum-frame-size = {LargestFrame}b, connection-timeout = 5s")));

    private async Task<(AssociationHandle Client, AssociationHandle Server, TestProbe Received)> ConnectAsync(bool reads = true)
    {
        AkkaTransport transport = _client;
        var client = await transport.Associate(_address).WaitAsync(TimeSpan.FromSeconds(10));
        var server = ExpectMsg<InboundAssociation>().Association;
        var received = CreateTestProbe();
        if (reads)
        {
            server.ReadHandlerSource.SetResult(new ActorHandleEventListener(received));
        }

        return (client, server, received);
    }
}

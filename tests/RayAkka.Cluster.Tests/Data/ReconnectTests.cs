using System.Net;
using System.Net.Sockets;
using System.Threading.Channels;
using RayAkka.Cluster.Data;
using RayAkka.Cluster.Tests.Data.Support;
using RayAkka.Tests.Support;

namespace RayAkka.Cluster.Tests.Data;

public sealed class ReconnectTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task DropConnections_OnEitherSide_ConnectsAgain(bool dialer)
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;

        for (var i = 1; i <= 3; i++)
        {
            (dialer ? a : b).Endpoint.DropConnections();
            foreach (var node in new[] { a, b })
            {
                await node.Events.StateAsync("down");
                await node.Events.StateAsync("up");
            }

            Assert.True(a.TrySend(b, i, [(byte)i]));
            Assert.Equal(i, (await b.Events.EnvelopeAsync()).Number);
            Assert.True(b.TrySend(a, i, [(byte)i]));
            Assert.Equal(i, (await a.Events.EnvelopeAsync()).Number);
        }
    }

    [Fact]
    public async Task DropConnections_UnderLoad_StatesAlternateAndFramesStayInOrder()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;
        var last = 0L;
        var disorder = 0;
        b.Events.Handle = (_, envelope) =>
        {
            disorder += envelope.Number > last ? 0 : 1;
            last = envelope.Number;
        };
        var stop = false;
        var sender = new Thread(() =>
        {
            for (var i = 1; !Volatile.Read(ref stop); i++)
            {
                if (!a.TrySend(b, i, new byte[i % 5_000]))
                {
                    Thread.Yield();
                }
            }
        });
        sender.Start();

        for (var i = 0; i < 20; i++)
        {
            (i % 2 == 0 ? a : b).Endpoint.DropConnections();
            await b.Events.StateAsync("down");
            await b.Events.StateAsync("up");
        }

        Volatile.Write(ref stop, true);
        sender.Join();
        Assert.Equal(0, disorder);
        Assert.NotEqual(0, last);
        foreach (var node in new[] { a, b })
        {
            Assert.All(node.Events.States.Select((state, i) => (state, i)), item => Assert.Equal(item.i % 2 == 0 ? "up" : "down", item.state));
        }
    }

    [Fact]
    public async Task RemovePeer_Connected_EndsAndRefusesItForGood()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;

        b.Endpoint.RemovePeer(a.Id);

        await b.Events.StateAsync("down");
        await a.Events.StateAsync("down");
        await b.Log.NextAsync("was put out of the cluster");
        Assert.False(b.Add(a));
        Assert.False(a.TrySend(b, 1, []));
        Assert.False(b.TrySend(a, 1, []));
        Assert.Equal(["up", "down"], a.Events.States);
    }

    [Fact]
    public async Task RemovePeer_InsideAHandler_EndsTheConnection()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;
        b.Events.Handle = (from, _) => b.Endpoint.RemovePeer(from);

        a.TrySend(b, 1, []);

        await b.Events.StateAsync("down");
        await a.Events.StateAsync("down");
    }

    [Fact]
    public async Task Block_ThenUnblock_EndsAndRestoresTheConnection()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;

        b.Endpoint.Block(a.Id);
        a.Endpoint.Block(b.Id);
        await a.Events.StateAsync("down");
        await b.Events.StateAsync("down");
        Assert.False(a.TrySend(b, 1, []));
        await Assert.ThrowsAsync<IOException>(() => a.FetchAsync(b.Id, 1));

        b.Endpoint.Unblock(a.Id);
        a.Endpoint.Unblock(b.Id);
        await a.Events.StateAsync("up");
        await b.Events.StateAsync("up");
        Assert.True(a.TrySend(b, 1, []));
    }

    [Fact]
    public async Task Dial_NobodyListens_SaysOnceThatCallsGoAnotherWay()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var time = new WatchedTime();
        using var a = await TestNode.StartAsync(1, options => options with { Time = time });
        a.Endpoint.AddPeer(new NodeId(1, 2), "127.0.0.1", ((IPEndPoint)taken.LocalEndPoint!).Port);

        List<double> pauses = [];
        for (var i = 0; i < DialLoop.FailuresToTell + 2; i++)
        {
            var pause = await time.NextPauseAsync();
            pauses.Add(pause.TotalMilliseconds);
            Assert.Equal(i < DialLoop.FailuresToTell - 1 ? 0 : 1, a.Log.All.Count);
            time.Clock.Advance(pause);
        }

        Assert.Equal([20, 40, 80, 160, 320, 640, .. Enumerable.Repeat(1000d, DialLoop.FailuresToTell - 4)], pauses);
        Assert.Contains("calls to it go over Akka.Remote", Assert.Single(a.Log.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Dispose_WithConnectionsStrangersAndFetches_LeavesNoThread()
    {
        var (a, b) = await TestNode.PairAsync();
        using var stranger = Stranger.Connect(b.Address);
        b.Events.Objects[1] = new RayAkka.Engine.ObjectSource([], new byte[10]);
        await a.FetchAsync(b.Id, 1);
        for (var i = 1; i < 100; i++)
        {
            a.TrySend(b, i, new byte[1000]);
        }

        var watch = System.Diagnostics.Stopwatch.StartNew();
        a.Dispose();
        b.Dispose();

        Assert.Equal((0, 0), (a.Endpoint.Threads, b.Endpoint.Threads));
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(3));
        Assert.Equal(["up", "down"], a.Events.States);
        Assert.Equal(["up", "down"], b.Events.States);
        Assert.Empty(b.Log.All);
    }

    /// <summary>A clock that stands still and tells which pauses are made; not the time limits of attempts.</summary>
    private sealed class WatchedTime : TimeProvider
    {
        private readonly Channel<TimeSpan> _pauses = Channel.CreateUnbounded<TimeSpan>();

        public ManualTimeProvider Clock { get; } = new();

        public override long TimestampFrequency => Clock.TimestampFrequency;

        public override long GetTimestamp() => Clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = Clock.CreateTimer(callback, state, dueTime, period);
            if (dueTime < TimeSpan.FromSeconds(5))
            {
                _pauses.Writer.TryWrite(dueTime);
            }

            return timer;
        }

        public Task<TimeSpan> NextPauseAsync() => _pauses.Reader.ReadAsync().Soon();
    }
}

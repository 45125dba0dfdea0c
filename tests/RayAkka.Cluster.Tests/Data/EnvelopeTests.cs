using System.Buffers.Binary;
using System.Collections.Concurrent;
using RayAkka.Cluster.Data;
using RayAkka.Cluster.Tests.Data.Support;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Data;

public sealed class EnvelopeTests
{
    [Fact]
    public async Task TrySend_NotConnectedOrUnknown_SaysNo()
    {
        using var a = await TestNode.StartAsync(1);
        using var b = await TestNode.StartAsync(2);

        Assert.False(a.TrySend(b, 1, []));
        b.Add(a);
        Assert.False(b.TrySend(a, 1, []));
    }

    [Fact]
    public async Task TrySend_NullAndEmptyMessages_ArriveAsTheyAre()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;

        Assert.True(a.Endpoint.TrySend(b.Id, new Envelope(0, 17, null)));
        Assert.True(a.Endpoint.TrySend(b.Id, new Envelope(5, 18, Array.Empty<byte>())));

        Assert.Equal(new Envelope(0, 17, null), await b.Events.EnvelopeAsync());
        var empty = await b.Events.EnvelopeAsync();
        Assert.Equal((5, 18, 0), (empty.Number, empty.Acknowledged, ((byte[])empty.Message!).Length));
    }

    [Theory]
    [InlineData(40, 60_000)]
    [InlineData(3_000, 20_000)]
    [InlineData(300_000, 400)]
    public async Task TrySend_ManySendersBothWays_EachSendersFramesArriveInOrderAndWhole(int maxSize, int each)
    {
        const int Senders = 4;
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;
        var atB = new Checker(Senders, each);
        var atA = new Checker(Senders, each);
        b.Events.Handle = (_, envelope) => atB.See(envelope);
        a.Events.Handle = (_, envelope) => atA.See(envelope);

        var threads = Enumerable.Range(0, 2 * Senders).Select(i => new Thread(() =>
        {
            var (from, to) = i < Senders ? (a, b) : (b, a);
            var random = new Random(i);
            for (var number = 1; number <= each; number++)
            {
                Assert.True(from.TrySend(to, number, Checker.Message(random, i % Senders, number, maxSize)));
            }
        })).ToArray();
        Array.ForEach(threads, thread => thread.Start());

        await atA.Done.Soon();
        await atB.Done.Soon();
    }

    [Fact]
    public async Task TrySend_FrameOverTheMaximum_Throws()
    {
        using var a = await TestNode.StartAsync(1, options => options with { MaxFrame = 100 });

        var error = Assert.Throws<ArgumentException>(() => a.Endpoint.TrySend(new NodeId(1, 2), new Envelope(1, 0, new byte[101])));

        Assert.Contains("send it in parts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_FrameOverTheMaximum_ClosesWithOneLine()
    {
        using var b = await TestNode.StartAsync(2);
        var id = new NodeId(1, 1);
        b.Endpoint.AddPeer(id, "127.0.0.1", 1);
        using var peer = Stranger.Introduce(id, b, ConnectionKind.Envelopes);
        await b.Events.StateAsync("up");

        var header = new byte[FrameFormat.HeaderSize];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 16 * 1024 * 1024 + 1);
        peer.Stream.Write(header);

        await b.Events.StateAsync("down");
        Assert.Equal(0, peer.ReadToEnd());
        Assert.Contains("is larger than the 16777216 that are allowed", Assert.Single(b.Log.All), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_HandlerThrows_IsLoggedAndTheNextArrives()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;
        var seen = new TaskCompletionSource<long>();
        b.Events.Handle = (_, envelope) =>
        {
            if (envelope.Number == 1)
            {
                throw new InvalidOperationException("not this one");
            }

            seen.SetResult(envelope.Number);
        };

        a.TrySend(b, 1, []);
        a.TrySend(b, 2, []);

        Assert.Equal(2, await seen.Task.Soon());
        await b.Log.NextAsync("not this one");
    }

    [Fact]
    public async Task TrySend_OtherSideTakesNothing_DoesNotWaitAndDropsWhatIsTooMuch()
    {
        var (a, b) = await TestNode.PairAsync(options => options with { MaxQueued = 1024 * 1024 });
        using var first = a;
        using var second = b;
        using var release = new ManualResetEventSlim();
        b.Events.Handle = (_, _) => release.Wait(Limits.Patience);

        var message = new byte[100_000];
        for (var i = 1; i <= 500; i++)
        {
            Assert.True(a.TrySend(b, i, message));
        }

        await a.Log.NextAsync("is dropped and sent again later");
        release.Set();
        Assert.Single(a.Log.All);
    }

    private sealed class Checker(int senders, int each)
    {
        private readonly long[] _last = new long[senders];
        private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _left = senders * each;

        public Task Done => _done.Task;

        public static byte[] Message(Random random, int sender, int number, int maxSize)
        {
            var message = new byte[4 + random.Next(maxSize)];
            message[0] = (byte)sender;
            message.AsSpan(1).Fill((byte)number);
            return message;
        }

        public void See(Envelope envelope)
        {
            var message = (byte[])envelope.Message!;
            var sender = message[0];
            if (envelope.Number != ++_last[sender] || message.AsSpan(1).ContainsAnyExcept((byte)envelope.Number))
            {
                _done.TrySetException(new InvalidOperationException($"Frame {envelope.Number} of sender {sender} is out of order or broken."));
            }

            if (--_left == 0)
            {
                _done.TrySetResult();
            }
        }
    }
}

using RayAkka.Cluster.Data;
using RayAkka.Cluster.Tests.Data.Support;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Data;

public sealed class FetchTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(30_000_000)]
    public async Task FetchAsync_ObjectIsThere_BringsHeaderAndBytes(int size)
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;
        var (bytes, header) = (new byte[size], new byte[] { 7, 8, 9 });
        new Random(1).NextBytes(bytes);
        a.Events.Objects[5] = new ObjectSource(header, bytes);
        b.Events.Objects[6] = new ObjectSource([], bytes);

        byte[] fetched = [];
        byte[] told = [];
        await b.Endpoint.FetchAsync(a.Id, 5, Allocate, default).Soon();

        Assert.Equal(header, told);
        Assert.True(bytes.AsSpan().SequenceEqual(fetched));
        fetched = await a.FetchAsync(b.Id, 6);
        Assert.True(bytes.AsSpan().SequenceEqual(fetched));

        Memory<byte> Allocate(byte[] head, long length)
        {
            told = head;
            return fetched = new byte[length];
        }
    }

    [Fact]
    public async Task FetchAsync_ObjectOrNodeIsNotThere_SaysThatItIsLost()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;

        var error = await Assert.ThrowsAsync<ObjectLostException>(() => a.FetchAsync(b.Id, 77));
        Assert.Contains("77", error.Message, StringComparison.Ordinal);
        Assert.Contains(b.Id.ToString(), error.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ObjectLostException>(() => a.FetchAsync(new NodeId(1, 99), 1));
        b.Events.Objects[1] = new ObjectSource([], new byte[3]);
        Assert.Equal(3, (await a.FetchAsync(b.Id, 1)).Length);
    }

    [Fact]
    public async Task FetchAsync_ManyAtOnce_UseTwoConnections()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;
        using var both = new CountdownEvent(2);
        b.Events.BeforeOpen = () =>
        {
            if (!both.IsSet)
            {
                both.Signal();
            }

            Assert.True(both.Wait(Limits.Patience));
        };
        for (var i = 0; i < 20; i++)
        {
            b.Events.Objects[(ulong)i] = new ObjectSource([], Enumerable.Repeat((byte)i, 200_000).ToArray());
        }

        var fetched = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => a.FetchAsync(b.Id, (ulong)i)));

        Assert.All(fetched.Select((bytes, i) => (bytes, i)), item => Assert.Equal((200_000, -1), (item.bytes.Length, item.bytes.AsSpan().IndexOfAnyExcept((byte)item.i))));
        Assert.Equal(FetchPool.MostConnections, b.Events.Servers.Count);
    }

    [Fact]
    public async Task FetchAsync_NoMemoryForIt_FailsWithThatAndTheNextWorks()
    {
        var (a, b) = await TestNode.PairAsync();
        using var first = a;
        using var second = b;
        b.Events.Objects[1] = new ObjectSource([], new byte[1_000_000]);

        var error = await Assert.ThrowsAsync<RayException>(() => a.Endpoint.FetchAsync(b.Id, 1, (_, _) => throw new RayException("full"), default));
        var other = await Assert.ThrowsAsync<InvalidOperationException>(() => a.Endpoint.FetchAsync(b.Id, 1, (_, _) => new byte[3], default));

        Assert.Equal("full", error.Message);
        Assert.Contains("make it exactly as large", other.Message, StringComparison.Ordinal);
        Assert.Equal(1_000_000, (await a.FetchAsync(b.Id, 1)).Length);
    }

    [Fact]
    public async Task FetchAsync_ConnectionLostInTheMiddle_GoesOnWhereItWas()
    {
        using var holder = await FakeHolder.StartAsync();
        var fetch = holder.Reader.FetchAsync(holder.Id, 9);

        using (var connection = holder.Accept())
        {
            Assert.Equal((9UL, 0L), connection.ReadRequest());
            connection.Answer(5_000);
            connection.Stream.Write(Bytes(0, 1_234));
        }

        using var again = holder.Accept();
        Assert.Equal((9UL, 1_234L), again.ReadRequest());
        again.Answer(5_000);
        again.Stream.Write(Bytes(1_234, 5_000));

        Assert.Equal(Bytes(0, 5_000), await fetch.Soon());
    }

    [Fact]
    public async Task FetchAsync_ConnectionLostAgainAndAgain_GivesUp()
    {
        using var holder = await FakeHolder.StartAsync();
        var fetch = holder.Reader.FetchAsync(holder.Id, 9);

        for (var i = 0; i <= FetchPool.MostRetries; i++)
        {
            using var connection = holder.Accept();
            connection.ReadRequest();
        }

        var error = await Assert.ThrowsAsync<IOException>(() => fetch);
        Assert.StartsWith($"The object 9 could not be fetched from node {holder.Id}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_AnotherObjectAfterTheLoss_Fails()
    {
        using var holder = await FakeHolder.StartAsync();
        var fetch = holder.Reader.FetchAsync(holder.Id, 9);

        using (var connection = holder.Accept())
        {
            connection.ReadRequest();
            connection.Answer(5_000);
            connection.Stream.Write(Bytes(0, 100));
        }

        using var again = holder.Accept();
        again.ReadRequest();
        again.Answer(6_000);

        var error = await Assert.ThrowsAsync<IOException>(() => fetch);
        Assert.Contains("changed while it was fetched", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_LargerThanMemoryCanBe_FailsWithOneSentence()
    {
        using var holder = await FakeHolder.StartAsync();
        var fetch = holder.Reader.FetchAsync(holder.Id, 9);

        using var connection = holder.Accept();
        connection.ReadRequest();
        connection.Answer(3_000_000_000);

        var error = await Assert.ThrowsAsync<IOException>(() => fetch);
        Assert.Contains("put it in parts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FetchAsync_Cancelled_EndsInTheMiddleAndWhileItWaits()
    {
        using var holder = await FakeHolder.StartAsync();
        using var cancel = new CancellationTokenSource();
        var fetches = Enumerable.Range(0, 3).Select(i => holder.Reader.FetchAsync(holder.Id, (ulong)i, cancel.Token)).ToArray();
        using var first = holder.Accept();
        using var second = holder.Accept();
        first.ReadRequest();
        first.Answer(5_000);
        first.Stream.Write(Bytes(0, 100));

        await cancel.CancelAsync();

        foreach (var fetch in fetches)
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fetch.Soon());
        }
    }

    [Fact]
    public async Task FetchAsync_NothingMoreForAWhile_EndsTheConnectionAndMakesANewOne()
    {
        using var holder = await FakeHolder.StartAsync(options => options with { BulkIdle = TimeSpan.FromMilliseconds(50) });
        for (var i = 0; i < 2; i++)
        {
            var fetch = holder.Reader.FetchAsync(holder.Id, 9);
            using var connection = holder.Accept();
            connection.ReadRequest();
            connection.Answer(10);
            connection.Stream.Write(Bytes(0, 10));
            Assert.Equal(Bytes(0, 10), await fetch.Soon());
            Assert.Equal(-1, connection.Stream.ReadByte());
        }
    }

    [Fact]
    public async Task RemovePeer_WhileItsObjectsAreFetched_LosesThem()
    {
        using var holder = await FakeHolder.StartAsync();
        var fetches = Enumerable.Range(0, 3).Select(i => holder.Reader.FetchAsync(holder.Id, (ulong)i)).ToArray();
        using var first = holder.Accept();
        using var second = holder.Accept();

        holder.Reader.Endpoint.RemovePeer(holder.Id);

        foreach (var fetch in fetches)
        {
            var error = await Assert.ThrowsAsync<ObjectLostException>(() => fetch);
            Assert.Contains("removed from the cluster", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Serve_OffsetBehindTheEnd_ClosesWithOneLine()
    {
        using var b = await TestNode.StartAsync(2);
        b.Endpoint.AddPeer(new NodeId(1, 1), "127.0.0.1", 1);
        b.Events.Objects[1] = new ObjectSource([], new byte[10]);
        using var reader = Stranger.Introduce(new NodeId(1, 1), b, ConnectionKind.Bulk);

        var request = new byte[BulkFormat.RequestSize];
        BulkFormat.WriteRequest(request, 1, -1);
        reader.Stream.Write(request);

        Assert.Equal(0, reader.ReadToEnd());
        await b.Log.NextAsync("behind the end");
    }

    [Fact]
    public void ReadReply_RandomBytes_GivesSoundNumbersOrItsException()
    {
        var random = new Random(4);
        var reply = new byte[BulkFormat.ReplySize];
        for (var i = 0; i < 200_000; i++)
        {
            random.NextBytes(reply);
            reply[0] &= 3;
            reply[4] &= (byte)random.Next(256);
            try
            {
                var (_, header, length) = BulkFormat.ReadReply(reply);
                Assert.InRange(header, 0, BulkFormat.MaxHeader);
                Assert.InRange(length, 0, long.MaxValue);
            }
            catch (IOException)
            {
                // What it is to throw.
            }
        }
    }

    private static byte[] Bytes(int from, int to) => Enumerable.Range(from, to - from).Select(i => (byte)(i * 31 >> 3)).ToArray();
}

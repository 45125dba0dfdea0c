using RayAkka.Cluster.Tests.Support;
using RayAkka.Engine;

namespace RayAkka.Cluster.Tests.Nodes;

/// <summary>Envelopes and objects between two engines over Akka.Remote.</summary>
public sealed class TrafficTests
{
    [Fact]
    public async Task Send_BothWays_ArrivesWithItsNumbers()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        first.Events.Await($"peer {second.Id}");

        first.Engine.Send(first.Id, second.Id, new Envelope(1, 0, new byte[] { 1, 2, 3 }));
        second.Engine.Send(second.Id, first.Id, new Envelope(0, 1, null));

        second.Events.Await($"envelope {first.Id} 1");
        first.Events.Await($"envelope {second.Id} 0");
        Assert.Equal([1, 2, 3], (byte[])Assert.Single(second.Events.Envelopes).Envelope.Message!);
        Assert.Equal(1, Assert.Single(first.Events.Envelopes).Envelope.Acknowledged);
    }

    [Fact]
    public async Task Send_FrameLargerThanAMessage_Arrives()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        first.Events.Await($"peer {second.Id}");
        var frame = new byte[3_000_000];
        new Random(2).NextBytes(frame);

        first.Engine.Send(first.Id, second.Id, new Envelope(1, 0, frame));
        first.Engine.Send(first.Id, second.Id, new Envelope(2, 0, new byte[] { 4 }));

        second.Events.Await($"envelope {first.Id} 2");
        Assert.Equal(frame, (byte[])second.Events.Envelopes.First().Envelope.Message!);
    }

    [Fact]
    public async Task Send_TenThousandFrames_AllArriveInOrder()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        first.Events.Await($"peer {second.Id}");

        for (var number = 1; number <= 10_000; number++)
        {
            first.Engine.Send(first.Id, second.Id, new Envelope(number, 0, new byte[100]));
        }

        second.Events.Await($"envelope {first.Id} 10000");
        Assert.Equal(Enumerable.Range(1, 10_000).Select(static number => (long)number), second.Events.Envelopes.Select(static it => it.Envelope.Number));
    }

    [Fact]
    public async Task Fetch_ObjectOfAnotherNode_ComesWhole()
    {
        await using var first = await TestNode.StartAsync();
        await using var second = await TestNode.StartAsync(joins: first);
        second.Events.Await($"peer {first.Id}");
        var bytes = new byte[10_000_000];
        new Random(3).NextBytes(bytes);
        first.Events.Objects[7] = new ObjectSource([1], bytes);
        byte[] fetched = [];

        await second.Engine.FetchAsync(first.Id, 7, (_, length) => fetched = new byte[length], CancellationToken.None).WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(bytes, fetched);
    }

    [Fact]
    public async Task Fetch_FromANodeThatIsNotThere_IsLost()
    {
        await using var first = await TestNode.StartAsync();

        await Assert.ThrowsAsync<ObjectLostException>(
            () => first.Engine.FetchAsync(new NodeId(9, 9), 7, static (_, _) => default, CancellationToken.None));
    }
}

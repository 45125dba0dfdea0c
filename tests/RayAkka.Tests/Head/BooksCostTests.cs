using RayAkka.Diagnostics;
using RayAkka.Engine;
using RayAkka.Head;
using RayAkka.Tests.Scheduling;

namespace RayAkka.Tests.Head;

public sealed class BooksCostTests(Xunit.Abstractions.ITestOutputHelper output)
{
    private const int Placements = 50_000;

    [Fact]
    public void Placement_ThroughTheMessages_AllocatesLittle()
    {
        var queue = new Queue<(NodeId From, NodeId To, HeadMessage Message)>();
        var audit = new NoAudit();
        NodeBooks[] nodes = [Make(1), Make(2)];
        foreach (var (node, other) in new[] { (0, 1), (1, 0) })
            nodes[node].OnPeerUp(Hello((ulong)other + 1));
        nodes[0].OnElected();
        Pump();
        var shape = SchedulerFixture.Shape(cpu: 0.0001);
        Place(100);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = TimeProvider.System.GetTimestamp();
        Place(Placements);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Placements;

        output.WriteLine($"{Placements / TimeProvider.System.GetElapsedTime(start).TotalSeconds:0} placements/s, {each} bytes each");
        Assert.InRange(each, 1, 1_000);

        // Requested by one, granted by the other, handed over, adopted where it lies, and released.
        void Place(int count)
        {
            for (var i = 0; i < count; i++)
            {
                var request = new RecordingRequest(shape);
                nodes[1].Scheduler.Submit(request);
                Pump();
                var grant = request.Grant!;
                if (grant.Node == nodes[0].Self.Node)
                {
                    Assert.True(nodes[1].Scheduler.HandOver(grant));
                    nodes[0].Scheduler.Release(nodes[0].Scheduler.Adopt(nodes[1].Self.Node, GrantWire.Of(grant))!);
                }
                else
                {
                    nodes[1].Scheduler.Release(grant);
                }

                Pump();
            }
        }

        void Pump()
        {
            while (queue.TryDequeue(out var sent))
                nodes[(int)sent.To.Low - 1].OnMessage(sent.From, sent.Message);
        }

        NodeBooks Make(ulong number) => new(
            Hello(number), new Channel(queue, new NodeId(1, number)), TimeProvider.System, TimeSpan.FromSeconds(10), 0.5, new RayLog(new LineLog()), audit);
    }

    private static NodeHello Hello(ulong number) =>
        new(new NodeId(1, number), SchedulerFixture.Set(cpu: 4), new Dictionary<string, string>(), [], IsDriver: false, "h");

    private sealed class Channel(Queue<(NodeId From, NodeId To, HeadMessage Message)> queue, NodeId self) : IHeadChannel
    {
        public void Send(NodeId to, HeadMessage message) => queue.Enqueue((self, to, message));
    }

    private sealed class NoAudit : IGrantAudit
    {
        public void Issued(GrantId id, RayAkka.Scheduling.Grant grant)
        {
        }

        public void Freed(GrantId id, RayAkka.Scheduling.Grant grant)
        {
        }

        public void Began(GrantId id, RayAkka.Scheduling.Grant grant)
        {
        }

        public void Ended(GrantId id, RayAkka.Scheduling.Grant grant)
        {
        }
    }
}

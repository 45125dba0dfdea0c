using RayAkka.Actors;
using RayAkka.Engine;
using RayAkka.Head;
using RayAkka.Scheduling;
using RayAkka.Tests.Scheduling;
using RayAkka.Wire;

namespace RayAkka.Tests.Head;

public sealed class HeadMessageTests
{
    private static readonly NodeId s_node = new(ulong.MaxValue, 2);
    private static readonly GrantId s_grant = new(3, 400);
    private static readonly ResourceShape s_shape = SchedulerFixture.Shape(cpu: 1, gpu: 2, memory: 99, tpu: 0.5, labels: ("zone", "ä"));
    private static readonly ActorDescription s_actor = new(new ActorId(1, 2), s_node, "C", "N.C, A", "name", "ns", IsDetached: true, MaxTaskRetries: -1);
    private static readonly GroupRecord s_group = new(
        new GroupSpec(
            new PlacementGroupId(8, 9),
            "group",
            "ns",
            PlacementStrategy.StrictSpread,
            [SchedulerFixture.Shape(cpu: 1, gpu: 2), SchedulerFixture.Shape(SchedulerFixture.Set(cpu: 1), PlacementRule.Affinity(s_node, isSoft: true), ("zone", "!in(a, b)"))],
            IsDetached: true,
            Owner: 7),
        Version: 3,
        PlacementGroupState.Rescheduling,
        [new BundlePlace(s_node, Array.AsReadOnly([4, 7])), BundlePlace.None]);

    private static readonly NodeHello s_hello =
        new(s_node, SchedulerFixture.Set(cpu: 4, gpu: 2), new Dictionary<string, string> { ["a"] = "b" }, [4, 7], IsDriver: false, "h:1");

    private static readonly HeadMessage[] s_messages =
    [
        new HeadHello(5),
        new Report(5, s_hello, [new HostedGrant(s_grant, s_node, new Holding(SchedulerFixture.Set(gpu: 1), Array.AsReadOnly([4]), IsBlocked: true, new BundleId(s_group.Id, 1)))], [s_actor], [s_node], [s_group]),
        new Outdated(5, 6, s_node),
        new Resigned(5),
        new DefineShape(255, s_shape),
        new Place(ulong.MaxValue, 3),
        new Withdraw(1),
        new Granted(1, s_grant, s_node, Array.AsReadOnly([0, 3])),
        new Unschedulable(1, "needs more"),
        new Release(s_grant),
        new Block(s_grant),
        new Unblock(s_grant),
        new Drain(s_node),
        Draining.Instance,
        new Fence(s_node),
        new Fenced(s_node, [s_grant, new GrantId(1, 1)]),
        new UsageQuery(1),
        new UsageAnswer(1, [new NodeAmounts(s_node, SchedulerFixture.Set(cpu: 4, gpu: 2), [10_000, 0], new Dictionary<string, string> { ["a"] = "b" })]),
        new FeasibilityQuery(1, s_shape),
        new FeasibilityAnswer(1, Missing: null),
        new ReserveName(1, s_actor),
        new FindName(1, "ns", "name"),
        new NameAnswer(1, s_actor),
        new ListNames(1, "ns"),
        new NamesAnswer(1, ["a", "b"]),
        new ReleaseName("ns", "name", s_actor.Id),
        new NameLost("ns", "name", s_actor.Id),
        new RegisterActor(1, s_actor, [1, 2, 3]),
        new CreateGroup(1, s_group.Spec),
        new RemoveGroup(1, s_group.Id),
        new GroupAnswer(1, s_group),
        new GroupsQuery(1),
        new GroupsAnswer(1, [s_group]),
        new GroupChanged(s_group),
        new DemandQuery(1),
        new DemandAnswer(1, [new PendingDemand("1 CPU", 3, "waits for 1 CPU", IsInfeasible: false, new Dictionary<string, double> { ["CPU"] = 1 })]),
    ];

    [Fact]
    public void Messages_OfEveryKind_ReadAsTheyWereWritten()
    {
        foreach (var message in s_messages)
        {
            var bytes = Bytes(message);
            var reader = new WireReader(bytes);
            var read = HeadMessage.Read(reader);

            Assert.Equal(0, reader.Left);
            Assert.Equal(message.Kind, read.Kind);
            Assert.Equal(bytes, Bytes(read));
        }

        Assert.Equal(Enum.GetValues<HeadMessageKind>(), s_messages.Select(message => message.Kind));
    }

    [Fact]
    public void Messages_ThatAreCutOrChanged_ReadOrAreRefusedInOneWay()
    {
        var random = new Random(1);
        for (var i = 0; i < 50_000; i++)
        {
            var bytes = Bytes(s_messages[random.Next(s_messages.Length)]);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            var cut = random.Next(2) == 0 ? bytes : bytes[..random.Next(bytes.Length)];

            if (Record.Exception(() => HeadMessage.Read(new WireReader(cut))) is { } error)
                Assert.IsType<WireFormatException>(error);
        }
    }

    [Fact]
    public void GrantWire_WrittenAndRead_IsTheSame()
    {
        var grant = new RemoteGrant(s_grant, s_node, s_node, SchedulerFixture.Set(cpu: 1, gpu: 1), Array.AsReadOnly([7]), new BundleId(s_group.Id, 2)) { Captures = true };
        var writer = new WireWriter();
        GrantWire.Of(grant).Write(writer);

        var read = GrantWire.Read(new WireReader(writer.ToArray()));

        Assert.Equal(s_grant, read.Id);
        Assert.Equal(grant.Held, read.Held);
        Assert.Equal([7], read.GpuIds);
        Assert.Equal(grant.Bundle, read.Bundle);
        Assert.True(read.Captures);
    }

    private static byte[] Bytes(HeadMessage message)
    {
        var writer = new WireWriter();
        message.Write(writer);
        return writer.ToArray();
    }
}

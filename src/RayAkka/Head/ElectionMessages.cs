using RayAkka.Actors;
using RayAkka.Engine;
using RayAkka.Scheduling;
using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>An elected node asks for a report, under an epoch higher than any it knows.</summary>
internal sealed record HeadHello(ulong Epoch) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.HeadHello;

    public static HeadHello ReadFields(WireReader reader) => new(reader.Varint());

    private protected override void WriteFields(WireWriter writer) => writer.Varint(Epoch);
}

/// <summary>
/// The answer to a <see cref="HeadHello"/>: from now on this node follows that head. It is all that the new head knows of the node; requests
/// and queries that wait are sent again behind it.
/// </summary>
/// <param name="Epoch">The epoch of the question.</param>
/// <param name="Hello">What the node has.</param>
/// <param name="Grants">What is in use on it.</param>
/// <param name="Names">The names that its actors have.</param>
/// <param name="Draining">The nodes that it was told to drain, perhaps itself.</param>
/// <param name="Groups">The placement groups that it has heard of, and the last that were removed.</param>
internal sealed record Report(
    ulong Epoch,
    NodeHello Hello,
    IReadOnlyList<HostedGrant> Grants,
    IReadOnlyList<ActorDescription> Names,
    IReadOnlyList<NodeId> Draining,
    IReadOnlyList<GroupRecord> Groups) : HeadMessage
{
    private const int SmallestGrant = 25;
    private const int SmallestActor = 38;
    private const int NodeBytes = 16;

    public override HeadMessageKind Kind => HeadMessageKind.Report;

    public static Report ReadFields(WireReader reader) => new(
        reader.Varint(),
        NodeHello.Read(reader),
        reader.List(SmallestGrant, HostedGrant.Read),
        reader.List(SmallestActor, ActorDescription.Read),
        reader.List(NodeBytes, static from => from.Node()),
        reader.List(GroupRecord.SmallestRecord, GroupRecord.Read));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Epoch);
        Hello.Write(writer);
        writer.List(Grants, static (to, grant) => grant.Write(to));
        writer.List(Names, static (to, actor) => actor.Write(to));
        writer.List(Draining, static (to, node) => to.Node(node));
        writer.List(Groups, static (to, group) => group.Write(to));
    }
}

/// <summary>The refusal of a <see cref="HeadHello"/>: the node has followed another one of that epoch or a later one.</summary>
/// <param name="Refused">The epoch of the question.</param>
/// <param name="Epoch">The highest epoch that the node has seen.</param>
/// <param name="Head">Whom it follows; the default if nobody now.</param>
internal sealed record Outdated(ulong Refused, ulong Epoch, NodeId Head) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Outdated;

    public static Outdated ReadFields(WireReader reader) => new(reader.Varint(), reader.Varint(), reader.Node());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Refused);
        writer.Varint(Epoch);
        writer.Node(Head);
    }
}

/// <summary>The sender keeps the books no longer; its last epoch is said.</summary>
internal sealed record Resigned(ulong Epoch) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Resigned;

    public static Resigned ReadFields(WireReader reader) => new(reader.Varint());

    private protected override void WriteFields(WireWriter writer) => writer.Varint(Epoch);
}

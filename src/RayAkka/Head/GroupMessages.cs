using RayAkka.Scheduling;
using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>Enters a placement group, unless another has its name.</summary>
internal sealed record CreateGroup(ulong Number, GroupSpec Group) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.CreateGroup;

    public static CreateGroup ReadFields(WireReader reader) => new(reader.Varint(), GroupSpec.Read(reader));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        Group.Write(writer);
    }
}

/// <summary>Removes a placement group; one that is not there is passed over.</summary>
internal sealed record RemoveGroup(ulong Number, PlacementGroupId Group) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.RemoveGroup;

    public static RemoveGroup ReadFields(WireReader reader) => new(reader.Varint(), PlacementGroupId.Read(reader));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        Group.Write(writer);
    }
}

/// <summary>It was done; or, with a group, that one has the name.</summary>
internal sealed record GroupAnswer(ulong Number, GroupRecord? Holder) : HeadAnswer(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.GroupAnswer;

    public static GroupAnswer ReadFields(WireReader reader) => new(reader.Varint(), reader.Bool() ? GroupRecord.Read(reader) : null);

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.Bool(Holder is not null);
        Holder?.Write(writer);
    }
}

/// <summary>Which placement groups are there?</summary>
internal sealed record GroupsQuery(ulong Number) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.GroupsQuery;

    public static GroupsQuery ReadFields(WireReader reader) => new(reader.Varint());

    private protected override void WriteFields(WireWriter writer) => writer.Varint(Number);
}

internal sealed record GroupsAnswer(ulong Number, IReadOnlyList<GroupRecord> Groups) : HeadAnswer(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.GroupsAnswer;

    public static GroupsAnswer ReadFields(WireReader reader) => new(reader.Varint(), reader.List(GroupRecord.SmallestRecord, GroupRecord.Read));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.List(Groups, static (to, group) => group.Write(to));
    }
}

/// <summary>To every node: a placement group was entered, placed, has lost bundles or was removed. All keep it, so that the next head can learn it.</summary>
internal sealed record GroupChanged(GroupRecord Group) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.GroupChanged;

    public static GroupChanged ReadFields(WireReader reader) => new(GroupRecord.Read(reader));

    private protected override void WriteFields(WireWriter writer) => Group.Write(writer);
}

/// <summary>What waits for a place?</summary>
internal sealed record DemandQuery(ulong Number) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.DemandQuery;

    public static DemandQuery ReadFields(WireReader reader) => new(reader.Varint());

    private protected override void WriteFields(WireWriter writer) => writer.Varint(Number);
}

internal sealed record DemandAnswer(ulong Number, IReadOnlyList<PendingDemand> Demand) : HeadAnswer(Number)
{
    private const int SmallestDemand = 5;

    public override HeadMessageKind Kind => HeadMessageKind.DemandAnswer;

    public static DemandAnswer ReadFields(WireReader reader) => new(reader.Varint(), reader.List(SmallestDemand, PendingDemand.Read));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.List(Demand, static (to, demand) => demand.Write(to));
    }
}

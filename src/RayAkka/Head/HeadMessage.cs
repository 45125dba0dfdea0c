using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>What nodes say to each other about the books. A closed set: one byte says which it is, its fields follow.</summary>
internal abstract record HeadMessage
{
    private protected HeadMessage()
    {
    }

    public abstract HeadMessageKind Kind { get; }

    public void Write(WireWriter writer)
    {
        writer.Byte((byte)Kind);
        WriteFields(writer);
    }

    public static HeadMessage Read(WireReader reader) => (HeadMessageKind)reader.Byte() switch
    {
        HeadMessageKind.HeadHello => HeadHello.ReadFields(reader),
        HeadMessageKind.Report => Report.ReadFields(reader),
        HeadMessageKind.Outdated => Outdated.ReadFields(reader),
        HeadMessageKind.Resigned => Resigned.ReadFields(reader),
        HeadMessageKind.DefineShape => DefineShape.ReadFields(reader),
        HeadMessageKind.Place => Place.ReadFields(reader),
        HeadMessageKind.Withdraw => Withdraw.ReadFields(reader),
        HeadMessageKind.Granted => Granted.ReadFields(reader),
        HeadMessageKind.Unschedulable => Unschedulable.ReadFields(reader),
        HeadMessageKind.Release => Release.ReadFields(reader),
        HeadMessageKind.Block => Block.ReadFields(reader),
        HeadMessageKind.Unblock => Unblock.ReadFields(reader),
        HeadMessageKind.Drain => Drain.ReadFields(reader),
        HeadMessageKind.Draining => Draining.Instance,
        HeadMessageKind.Fence => Fence.ReadFields(reader),
        HeadMessageKind.Fenced => Fenced.ReadFields(reader),
        HeadMessageKind.UsageQuery => UsageQuery.ReadFields(reader),
        HeadMessageKind.UsageAnswer => UsageAnswer.ReadFields(reader),
        HeadMessageKind.FeasibilityQuery => FeasibilityQuery.ReadFields(reader),
        HeadMessageKind.FeasibilityAnswer => FeasibilityAnswer.ReadFields(reader),
        HeadMessageKind.ReserveName => ReserveName.ReadFields(reader),
        HeadMessageKind.FindName => FindName.ReadFields(reader),
        HeadMessageKind.NameAnswer => NameAnswer.ReadFields(reader),
        HeadMessageKind.ListNames => ListNames.ReadFields(reader),
        HeadMessageKind.NamesAnswer => NamesAnswer.ReadFields(reader),
        HeadMessageKind.ReleaseName => ReleaseName.ReadFields(reader),
        HeadMessageKind.NameLost => NameLost.ReadFields(reader),
        HeadMessageKind.RegisterActor => RegisterActor.ReadFields(reader),
        HeadMessageKind.CreateGroup => CreateGroup.ReadFields(reader),
        HeadMessageKind.RemoveGroup => RemoveGroup.ReadFields(reader),
        HeadMessageKind.GroupAnswer => GroupAnswer.ReadFields(reader),
        HeadMessageKind.GroupsQuery => GroupsQuery.ReadFields(reader),
        HeadMessageKind.GroupsAnswer => GroupsAnswer.ReadFields(reader),
        HeadMessageKind.GroupChanged => GroupChanged.ReadFields(reader),
        HeadMessageKind.DemandQuery => DemandQuery.ReadFields(reader),
        HeadMessageKind.DemandAnswer => DemandAnswer.ReadFields(reader),
        var other => throw new WireFormatException($"A message about the books has the unknown kind {(byte)other}."),
    };

    private protected abstract void WriteFields(WireWriter writer);
}

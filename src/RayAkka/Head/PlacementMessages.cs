using System.Collections.ObjectModel;
using RayAkka.Scheduling;
using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>A number for a shape, so that it travels once; a number that is given again means the new shape from here on.</summary>
internal sealed record DefineShape(int Number, ResourceShape Shape) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.DefineShape;

    public static DefineShape ReadFields(WireReader reader) => new(reader.Int(), ResourceShape.Read(reader));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Int(Number);
        Shape.Write(writer);
    }
}

/// <summary>A request for a place.</summary>
/// <param name="Number">The request among those of the sender.</param>
/// <param name="Shape">The number of its shape.</param>
internal sealed record Place(ulong Number, int Shape) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Place;

    public static Place ReadFields(WireReader reader) => new(reader.Varint(), reader.Int());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.Int(Shape);
    }
}

/// <summary>The request is taken back; if it has been granted meanwhile, its sender gives the grant back.</summary>
internal sealed record Withdraw(ulong Number) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Withdraw;

    public static Withdraw ReadFields(WireReader reader) => new(reader.Varint());

    private protected override void WriteFields(WireWriter writer) => writer.Varint(Number);
}

/// <summary>The request has its place; what it holds there, and in which placement group, stands in its shape.</summary>
/// <param name="Number">The request among those of the receiver.</param>
/// <param name="Id">The grant.</param>
/// <param name="Node">Where it lies.</param>
/// <param name="GpuIds">The GPUs that it may use.</param>
/// <param name="Bundle">The bundle of the placement group; -1 if it is in none.</param>
internal sealed record Granted(ulong Number, GrantId Id, NodeId Node, ReadOnlyCollection<int> GpuIds, int Bundle = -1) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Granted;

    public static Granted ReadFields(WireReader reader) => new(reader.Varint(), GrantId.Read(reader), reader.Node(), reader.Ints(), reader.Int());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        Id.Write(writer);
        writer.Node(Node);
        writer.Ints(GpuIds);
        writer.Int(Bundle);
    }
}

/// <summary>The cluster cannot satisfy the request.</summary>
internal sealed record Unschedulable(ulong Number, string Reason) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Unschedulable;

    public static Unschedulable ReadFields(WireReader reader) => new(reader.Varint(), reader.Text());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.String(Reason);
    }
}

/// <summary>What the grant held is free again; from the node where it lies, or before that took it over from the one that asked for it.</summary>
internal sealed record Release(GrantId Id) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Release;

    public static Release ReadFields(WireReader reader) => new(GrantId.Read(reader));

    private protected override void WriteFields(WireWriter writer) => Id.Write(writer);
}

/// <summary>The holder of the grant waits: others may have its CPU.</summary>
internal sealed record Block(GrantId Id) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Block;

    public static Block ReadFields(WireReader reader) => new(GrantId.Read(reader));

    private protected override void WriteFields(WireWriter writer) => Id.Write(writer);
}

/// <summary>The holder of the grant runs again.</summary>
internal sealed record Unblock(GrantId Id) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Unblock;

    public static Unblock ReadFields(WireReader reader) => new(GrantId.Read(reader));

    private protected override void WriteFields(WireWriter writer) => Id.Write(writer);
}

/// <summary>Nothing more is to be placed on a node.</summary>
internal sealed record Drain(NodeId Node) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Drain;

    public static Drain ReadFields(WireReader reader) => new(reader.Node());

    private protected override void WriteFields(WireWriter writer) => writer.Node(Node);
}

/// <summary>Tells a node that it drains, so that it can tell the next head.</summary>
internal sealed record Draining : HeadMessage
{
    public static Draining Instance { get; } = new();

    public override HeadMessageKind Kind => HeadMessageKind.Draining;

    private protected override void WriteFields(WireWriter writer)
    {
    }
}

/// <summary>A requester is gone: its grants are to be taken over no more, and the head asks which were before.</summary>
internal sealed record Fence(NodeId Requester) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Fence;

    public static Fence ReadFields(WireReader reader) => new(reader.Node());

    private protected override void WriteFields(WireWriter writer) => writer.Node(Requester);
}

/// <summary>The answer to a <see cref="Fence"/>: the grants of that requester that are in use here.</summary>
internal sealed record Fenced(NodeId Requester, IReadOnlyList<GrantId> Grants) : HeadMessage
{
    public override HeadMessageKind Kind => HeadMessageKind.Fenced;

    public static Fenced ReadFields(WireReader reader) => new(reader.Node(), reader.List(2, GrantId.Read));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Node(Requester);
        writer.List(Grants, static (to, id) => id.Write(to));
    }
}

using RayAkka.Scheduling;
using RayAkka.Wire;

namespace RayAkka.Head;

/// <summary>A question to the head, numbered by who asks; it is asked again of the next head until one answers.</summary>
internal abstract record HeadQuery(ulong Number) : HeadMessage;

/// <summary>The answer to the question of that number.</summary>
internal abstract record HeadAnswer(ulong Number) : HeadMessage;

/// <summary>What have the nodes, and what of it is free?</summary>
internal sealed record UsageQuery(ulong Number) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.UsageQuery;

    public static UsageQuery ReadFields(WireReader reader) => new(reader.Varint());

    private protected override void WriteFields(WireWriter writer) => writer.Varint(Number);
}

internal sealed record UsageAnswer(ulong Number, IReadOnlyList<NodeAmounts> Nodes) : HeadAnswer(Number)
{
    private const int SmallestNode = 22;

    public override HeadMessageKind Kind => HeadMessageKind.UsageAnswer;

    public static UsageAnswer ReadFields(WireReader reader) => new(reader.Varint(), reader.List(SmallestNode, ReadNode));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.List(Nodes, WriteNode);
    }

    private static void WriteNode(WireWriter writer, NodeAmounts node)
    {
        writer.Node(node.Id);
        node.Capacity.Write(writer);
        writer.List(node.Free, static (to, amount) => to.Signed(amount));
        writer.Varint((ulong)node.Labels.Count);
        foreach (var (key, value) in node.Labels)
        {
            writer.String(key);
            writer.String(value);
        }
    }

    private static NodeAmounts ReadNode(WireReader reader)
    {
        var (id, capacity) = (reader.Node(), ResourceSet.Read(reader));
        var free = reader.List(1, static from => from.Signed());
        if (free.Count != capacity.Kinds().Count())
        {
            throw new WireFormatException("The amounts of a node do not match its kinds of resources.");
        }

        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var left = reader.Count(2); left > 0; left--)
        {
            labels[reader.Text()] = reader.Text();
        }

        return new NodeAmounts(id, capacity, free, labels);
    }
}

/// <summary>What is missing for some node to be able to take a shape?</summary>
internal sealed record FeasibilityQuery(ulong Number, ResourceShape Shape) : HeadQuery(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.FeasibilityQuery;

    public static FeasibilityQuery ReadFields(WireReader reader) => new(reader.Varint(), ResourceShape.Read(reader));

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        Shape.Write(writer);
    }
}

/// <summary>What is missing; null if nothing is.</summary>
internal sealed record FeasibilityAnswer(ulong Number, string? Missing) : HeadAnswer(Number)
{
    public override HeadMessageKind Kind => HeadMessageKind.FeasibilityAnswer;

    public static FeasibilityAnswer ReadFields(WireReader reader) => new(reader.Varint(), reader.String());

    private protected override void WriteFields(WireWriter writer)
    {
        writer.Varint(Number);
        writer.String(Missing);
    }
}

using System.Runtime.CompilerServices;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>
/// Collections, by their items: their fields hold hashes that are others in another process, or must agree with each other. The object
/// is there from the start; when all items are complete, a new collection is built of them and its fields are put into the object. A
/// subclass's own fields travel like any object's.
/// </summary>
internal sealed class CollectionPlan(Type type, Type collection, Rebuilder rebuilder) : GraphPlan(type)
{
    private readonly ItemCode _items = ItemCode.For(rebuilder.ItemType);
    private readonly FieldCode<object>? _ownFields = type == collection ? null : FieldCode<object>.ForClass(type, collection);
    private readonly Action<object, object> _transplant = FixerCompiler.Transplant(collection, FieldSearch.All(collection));

    public override object ReadHead(WireReader reader, GraphReader graph) => RuntimeHelpers.GetUninitializedObject(Type);

    public override void WriteBody(WireWriter writer, object value, GraphWriter graph)
    {
        var comparers = rebuilder.TakeComparers(value);
        writer.Varint((ulong)comparers.Length);
        foreach (var comparer in comparers)
        {
            graph.WriteReference(writer, comparer);
        }

        _items.Write(writer, rebuilder.TakeItems(value), graph);
        _ownFields?.Write(ref value, writer, graph);
    }

    public override void ReadBody(WireReader reader, object value, GraphReader graph)
    {
        var comparers = new object?[Math.Min(reader.Count(), 8)];
        for (var i = 0; i < comparers.Length; i++)
        {
            comparers[i] = graph.ReadReference<object>(reader);
        }

        graph.BuildLater(this, value, new Parts(_items.Read(reader, graph), comparers));
        _ownFields?.Read(ref value, reader, graph);
    }

    public override void Build(object value, object parts)
    {
        var (items, comparers) = (Parts)parts;
        KeyGuard.Check(collection, items, comparers);
        _transplant(rebuilder.Build(items, comparers), value);
    }

    public override bool LooksIntoItems(object parts) => Array.Exists(((Parts)parts).Comparers, comparer => comparer is not null && !ComparerPlan.IsKnown(comparer));

    private sealed record Parts(Array Items, object?[] Comparers);
}

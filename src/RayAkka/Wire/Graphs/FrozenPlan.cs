using System.Collections.Frozen;
using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>
/// Frozen collections. Their class is chosen by their items, so that the object can be made only when these are complete; one that holds itself
/// cannot travel.
/// </summary>
internal sealed class FrozenPlan : GraphPlan
{
    private readonly Rebuilder _rebuilder;
    private readonly ItemCode _items;

    public FrozenPlan(Type type)
        : base(type)
    {
        var rebuilder = type.GetGenericTypeDefinition() == typeof(FrozenSet<>) ? typeof(FrozenSetRebuilder<>) : typeof(FrozenDictionaryRebuilder<,>);
        _rebuilder = (Rebuilder)FormTable.Create(rebuilder, type.GetGenericArguments());
        _items = ItemCode.For(_rebuilder.ItemType);
    }

    public override bool HasBody => false;

    public override void WriteHead(WireWriter writer, object value, GraphWriter graph)
    {
        graph.WriteReference(writer, _rebuilder.TakeComparers(value)[0]);
        _items.Write(writer, _rebuilder.TakeItems(value), graph);
        graph.Drain(writer);
    }

    public override object ReadHead(WireReader reader, GraphReader graph)
    {
        var comparer = graph.ReadReference<object>(reader);
        var items = _items.Read(reader, graph);
        graph.Drain(reader);
        KeyGuard.Check(Type, items, [comparer]);
        return _rebuilder.Build(items, [comparer]);
    }
}

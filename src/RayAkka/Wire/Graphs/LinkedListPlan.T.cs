using System.Runtime.CompilerServices;

namespace RayAkka.Wire;

/// <summary>Linked lists, by their items: their nodes refer back to the list, so that the object itself is filled.</summary>
internal sealed class LinkedListPlan<T>(Type type, Type collection) : GraphPlan(type)
{
    private readonly FieldCode<object>? _ownFields = type == collection ? null : FieldCode<object>.ForClass(type, collection);

    // A linked list without nodes needs no constructor.
    public override object ReadHead(WireReader reader, GraphReader graph) => RuntimeHelpers.GetUninitializedObject(Type);

    public override void WriteBody(WireWriter writer, object value, GraphWriter graph)
    {
        T[] items = [.. (LinkedList<T>)value];
        writer.Varint((ulong)items.Length);
        Elements<T>.Write(writer, items, graph);
        _ownFields?.Write(ref value, writer, graph);
    }

    public override void ReadBody(WireReader reader, object value, GraphReader graph)
    {
        var list = (LinkedList<T>)value;
        foreach (var item in Elements<T>.ReadArray(reader, graph))
        {
            list.AddLast(item);
        }

        _ownFields?.Read(ref value, reader, graph);
    }
}

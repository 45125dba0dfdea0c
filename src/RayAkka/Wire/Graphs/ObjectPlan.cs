using System.Runtime.CompilerServices;

namespace RayAkka.Wire;

/// <summary>Objects, field by field.</summary>
internal sealed class ObjectPlan(Type type) : GraphPlan(type)
{
    private readonly FieldCode<object> _fields = FieldCode<object>.ForClass(type);

    public override object ReadHead(WireReader reader, GraphReader graph) => RuntimeHelpers.GetUninitializedObject(Type);

    public override void WriteBody(WireWriter writer, object value, GraphWriter graph) => _fields.Write(ref value, writer, graph);

    public override void ReadBody(WireReader reader, object value, GraphReader graph) => _fields.Read(ref value, reader, graph);
}

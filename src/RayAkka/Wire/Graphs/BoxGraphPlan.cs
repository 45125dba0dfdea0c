using System.Runtime.CompilerServices;

namespace RayAkka.Wire;

/// <summary>Structs that are seen as objects.</summary>
internal sealed class BoxGraphPlan<T>() : GraphPlan(typeof(T))
    where T : struct
{
    // An object that is a nullable is its value; the type itself has no objects.
    public override object ReadHead(WireReader reader, GraphReader graph) => default(T);

    public override void WriteBody(WireWriter writer, object value, GraphWriter graph) => ValueWire.Write(writer, (T)value, graph);

    public override void ReadBody(WireReader reader, object value, GraphReader graph) => Unsafe.Unbox<T>(value) = ValueWire.Read<T>(reader, graph);
}

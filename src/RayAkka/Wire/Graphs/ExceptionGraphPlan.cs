namespace RayAkka.Wire;

/// <summary>Exceptions that are part of a value; see <see cref="ErrorWire"/>.</summary>
internal sealed class ExceptionGraphPlan(Type type) : GraphPlan(type)
{
    public override bool HasBody => false;

    public override void WriteHead(WireWriter writer, object value, GraphWriter graph) => ErrorWire.Write(writer, (Exception)value, graph.Outer);

    public override object ReadHead(WireReader reader, GraphReader graph) => ErrorWire.Read(reader, graph.Outer);
}

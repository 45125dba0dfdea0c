namespace RayAkka.Wire;

/// <summary>For objects without parts, which are written by what they are made from.</summary>
internal sealed class ValuePlan<T>(Action<WireWriter, T, GraphSession> write, Func<WireReader, GraphSession, T> read) : GraphPlan(typeof(T))
    where T : notnull
{
    public override bool HasBody => false;

    public override void WriteHead(WireWriter writer, object value, GraphWriter graph) => write(writer, (T)value, graph);

    public override object ReadHead(WireReader reader, GraphReader graph) => read(reader, graph);
}

namespace RayAkka.Wire;

/// <summary>Arrays of one dimension that count from 0.</summary>
internal sealed class ArrayPlan<T>(Type type) : GraphPlan(type)
{
    public override bool HasBody => true;

    public override void WriteHead(WireWriter writer, object value, GraphWriter graph) => writer.Varint((ulong)((T[])value).Length);

    public override object ReadHead(WireReader reader, GraphReader graph) => new T[graph.Promise(reader)];

    public override void WriteBody(WireWriter writer, object value, GraphWriter graph) => Elements<T>.Write(writer, (T[])value, graph);

    public override void ReadBody(WireReader reader, object value, GraphReader graph)
    {
        var array = (T[])value;
        graph.Keep(array.Length);
        Elements<T>.Read(reader, array, graph);
    }
}

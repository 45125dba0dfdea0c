namespace RayAkka.Wire;

internal sealed class ItemCode<T> : ItemCode
{
    public override void Write(WireWriter writer, Array items, GraphWriter graph)
    {
        writer.Varint((ulong)items.Length);
        Elements<T>.Write(writer, (T[])items, graph);
    }

    public override Array Read(WireReader reader, GraphReader graph) => Elements<T>.ReadArray(reader, graph);
}

namespace RayAkka.Wire;

/// <summary>Object graphs in this library's own form, with the connection's numbers for types; see <see cref="GraphSession"/>.</summary>
internal sealed class GraphCodec : IValueCodec
{
    public static GraphCodec Instance { get; } = new();

    public void Write(WireWriter writer, object value, IWireContext context) => new GraphWriter(context).WriteGraph(writer, value);

    public object Read(WireReader reader, IWireContext context) => new GraphReader(context).ReadGraph(reader);
}

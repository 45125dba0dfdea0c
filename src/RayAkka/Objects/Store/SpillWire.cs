using RayAkka.Wire;

namespace RayAkka.Objects.Store;

/// <summary>
/// The wire form of object graphs for this process alone: any type may stand in it, since nobody else writes the files, and refs and handles
/// stay in memory.
/// </summary>
internal sealed class SpillWire : IWireContext
{
    private static readonly TypeGate s_anyType = new(["*"]);

    private readonly List<object> _kept = [];
    private readonly IReadOnlyList<object> _found;

    private SpillWire(IReadOnlyList<object> kept) => _found = kept;

    public IValueCodec Values => GraphCodec.Instance;

    public TypeGate Types => s_anyType;

    public TypeTableWriter OutgoingTypes { get; } = new();

    public TypeTableReader IncomingTypes { get; } = new();

    /// <summary>Encodes a graph: first the names of its types, then the objects.</summary>
    /// <exception cref="ArgumentException">Something in it has no form on disk.</exception>
    public static (WireWriter Types, WireWriter Objects, IReadOnlyList<object> Kept) Encode(object value)
    {
        var context = new SpillWire([]);
        var objects = new WireWriter();
        new GraphWriter(context).WriteGraph(objects, value);
        var types = new WireWriter();
        context.OutgoingTypes.WriteAnnouncements(types);
        RequireKnown(new WireReader(types.ToArray()));
        return (types, objects, context._kept);
    }

    public static object Decode(byte[] bytes, IReadOnlyList<object> kept)
    {
        var context = new SpillWire(kept);
        var reader = new WireReader(bytes);
        context.IncomingTypes.ReadAnnouncements(reader);
        return new GraphReader(context).ReadGraph(reader);
    }

    public void WriteRef(WireWriter writer, ObjectRef reference) => Keep(writer, reference);

    public ObjectRef ReadRef(WireReader reader) => (ObjectRef)_found[(int)reader.Varint()];

    public void WriteHandle(WireWriter writer, ActorHandle handle) => Keep(writer, handle);

    public ActorHandle ReadHandle(WireReader reader, Type actorClass) => (ActorHandle)_found[(int)reader.Varint()];

    // A type that is not found by its name, as one of a dynamic assembly, would be noticed only when the object is wanted back.
    private static void RequireKnown(WireReader types)
    {
        var count = types.Count();
        _ = count > 0 ? types.Varint() : 0;
        for (; count > 0; count--)
        {
            try
            {
                _ = TypeResolver.Resolve(types.Text(), s_anyType.IsAllowed);
            }
            catch (WireFormatException e)
            {
                throw new ArgumentException($"A type cannot be found by its name: {e.Message}", e);
            }

            _ = types.Fixed32();
        }
    }

    private void Keep(WireWriter writer, object kept)
    {
        writer.Varint((ulong)_kept.Count);
        _kept.Add(kept);
    }
}

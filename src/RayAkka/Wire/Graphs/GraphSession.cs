namespace RayAkka.Wire;

/// <summary>
/// One object graph while it is written or read. It is the context of what stands inside: refs, handles and types go to the connection's
/// context, objects stay in this graph.
/// <para>
/// The format. A reference is 0 for null, 1 for an object met for the first time, else the number of one met before plus 2; objects are
/// numbered in the order in which they are met. Behind a 1 stands the object's type and its head, from which the reader makes the
/// object (an array's length, all of what has no parts). Bodies (fields, elements) come behind the reference that brought the
/// object, those of the latest met first, so that nothing recurses into references: depth costs memory, never stack. Collections that hash
/// their items are built when all bodies are read, since only then the items have their hashes.
/// </para>
/// </summary>
internal abstract class GraphSession(IWireContext outer) : IWireContext, IValueCodec
{
    protected const ulong NullReference = 0;
    protected const ulong NewObject = 1;
    protected const ulong FirstKnown = 2;

    /// <summary>The context of the connection.</summary>
    public IWireContext Outer => outer;

    public IValueCodec Values => this;

    public TypeGate Types => outer.Types;

    public TypeTableWriter OutgoingTypes => outer.OutgoingTypes;

    public TypeTableReader IncomingTypes => outer.IncomingTypes;

    public void WriteRef(WireWriter writer, ObjectRef reference) => outer.WriteRef(writer, reference);

    public ObjectRef ReadRef(WireReader reader) => outer.ReadRef(reader);

    public void WriteHandle(WireWriter writer, ActorHandle handle) => outer.WriteHandle(writer, handle);

    public ActorHandle ReadHandle(WireReader reader, Type actorClass) => outer.ReadHandle(reader, actorClass);

    void IValueCodec.Write(WireWriter writer, object value, IWireContext context) => WriteReference(writer, value);

    object IValueCodec.Read(WireReader reader, IWireContext context) =>
        ReadReference<object>(reader) ?? throw new WireFormatException("An object is missing.");

    /// <summary>Writes a reference to an object, or null.</summary>
    public abstract void WriteReference(WireWriter writer, object? value);

    /// <summary>Reads a reference to an object, or null.</summary>
    public abstract T? ReadReference<T>(WireReader reader)
        where T : class;
}

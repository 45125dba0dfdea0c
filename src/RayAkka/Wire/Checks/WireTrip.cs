using RayAkka.Actors;

namespace RayAkka.Wire;

/// <summary>
/// One way through the encoding and back, within a process: a connection that carries one message. Refs and handles stay what they are; their numbers
/// stand in the message.
/// </summary>
internal sealed class WireTrip(TypeGate types) : IWireContext
{
    private readonly List<object> _carried = [];

    public WireWriter Writer { get; } = new();

    public IValueCodec Values => GraphCodec.Instance;

    public TypeGate Types => types;

    public TypeTableWriter OutgoingTypes { get; } = new();

    public TypeTableReader IncomingTypes { get; } = new();

    /// <summary>What was written is there to be read.</summary>
    public WireReader Arrive()
    {
        var announced = new WireWriter();
        OutgoingTypes.WriteAnnouncements(announced);
        IncomingTypes.ReadAnnouncements(new WireReader(announced.ToArray()));
        return new WireReader(Writer.ToArray());
    }

    public void WriteRef(WireWriter writer, ObjectRef reference) => Carry(writer, reference);

    public ObjectRef ReadRef(WireReader reader) => Carried<ObjectRef>(reader);

    public void WriteHandle(WireWriter writer, ActorHandle handle) => Carry(writer, handle);

    public ActorHandle ReadHandle(WireReader reader, Type actorClass)
    {
        var handle = Carried<ActorHandle>(reader);
        return typeof(ActorHandle<>).MakeGenericType(actorClass).IsInstanceOfType(handle)
            ? handle
            : ActorSetup.Handle(handle.Record, actorClass, strong: handle.Lease is not null);
    }

    private void Carry(WireWriter writer, object item)
    {
        writer.Varint((ulong)_carried.Count);
        _carried.Add(item);
    }

    private T Carried<T>(WireReader reader)
        where T : class => _carried[(int)reader.Varint()] as T ?? throw new WireFormatException($"What was carried is not a {typeof(T).Name}.");
}

using RayAkka.Wire;

namespace RayAkka.Tests.Wire.Support;

/// <summary>Both ends of a connection in one process: refs and handles cross it as what they are.</summary>
internal sealed class WirePair : IWireContext
{
    private readonly List<object> _crossing = [];

    public WirePair(IValueCodec? values = null, params string[] allowed)
    {
        Values = values ?? GraphCodec.Instance;
        Types = new TypeGate(allowed);
    }

    public IValueCodec Values { get; }

    public TypeGate Types { get; init; }

    public TypeTableWriter OutgoingTypes { get; } = new();

    public TypeTableReader IncomingTypes { get; set; } = new();

    public void WriteRef(WireWriter writer, ObjectRef reference) => Cross(writer, reference);

    public ObjectRef ReadRef(WireReader reader) => Find<ObjectRef>(reader);

    public void WriteHandle(WireWriter writer, ActorHandle handle) => Cross(writer, handle);

    public ActorHandle ReadHandle(WireReader reader, Type actorClass) => Find<ActorHandle>(reader);

    /// <summary>Writes a message and reads it again; every byte must be read.</summary>
    public TResult Cross<TResult>(Action<WireWriter> write, Func<WireReader, TResult> read)
    {
        var bytes = Encode(write);
        var reader = new WireReader(bytes);
        var result = read(reader);
        Assert.Equal(0, reader.Left);
        return result;
    }

    public T Cross<T>(T value) => Cross(writer => ValueWire.Write(writer, value, this), reader => ValueWire.Read<T>(reader, this));

    /// <summary>Writes a message, and lets the reading side learn the types that are new in it.</summary>
    public byte[] Encode(Action<WireWriter> write)
    {
        var writer = new WireWriter();
        write(writer);
        Announce();
        return writer.ToArray();
    }

    public void Announce()
    {
        var announcements = new WireWriter();
        OutgoingTypes.WriteAnnouncements(announcements);
        IncomingTypes.ReadAnnouncements(new WireReader(announcements.ToArray()));
    }

    private void Cross(WireWriter writer, object thing)
    {
        writer.Varint((ulong)_crossing.Count);
        _crossing.Add(thing);
    }

    private T Find<T>(WireReader reader)
        where T : class =>
        reader.Varint() is var number && number < (ulong)_crossing.Count && _crossing[(int)number] is T thing ? thing : throw new WireFormatException("No such ref or handle.");
}

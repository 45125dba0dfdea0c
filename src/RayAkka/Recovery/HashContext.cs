using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <summary>An encoding that is only hashed: nothing is lent by it, and nothing is refused that the isolation of calls lets through.</summary>
internal sealed class HashContext : IWireContext
{
    private static readonly TypeGate s_open = new(["*"]);

    public WireWriter Writer { get; } = new();

    public IValueCodec Values => GraphCodec.Instance;

    public TypeGate Types => s_open;

    public TypeTableWriter OutgoingTypes { get; } = TypeTableWriter.OfHashes();

    public TypeTableReader IncomingTypes => throw OnlyWritten();

    public void WriteRef(WireWriter writer, ObjectRef reference)
    {
        var origin = reference.Origin;
        OutgoingTypes.Write(writer, origin.ObjectType);
        if (origin.Caller?.Root.Logical is { } maker)
        {
            var id = maker.Id.TaskAt(origin.CallIndex);
            writer.Fixed64(id.High);
            writer.Fixed64(id.Low);
        }
    }

    public void WriteHandle(WireWriter writer, ActorHandle handle)
    {
        // Of an id that was made anew each time the upper half alone is the same.
        var id = handle.Record.Id;
        writer.Fixed64(id.High);
        if (!id.IsDerived)
        {
            writer.Fixed64(id.Low);
        }
    }

    public ObjectRef ReadRef(WireReader reader) => throw OnlyWritten();

    public ActorHandle ReadHandle(WireReader reader, Type actorClass) => throw OnlyWritten();

    private static InvalidOperationException OnlyWritten() => new("A hash is not read.");
}

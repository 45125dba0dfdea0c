using RayAkka.Actors;
using RayAkka.Engine;
using RayAkka.Objects;
using RayAkka.Wire;

namespace RayAkka.Handoff;

/// <summary>The encoding of a <see cref="CallBlob"/>: it lends nothing, since nobody gives anything back.</summary>
internal sealed class BlobContext(RayRuntime runtime) : IWireContext
{
    private readonly List<ObjectRef> _missing = [];

    public IValueCodec Values => runtime.Cluster!.Values;

    public TypeGate Types => runtime.Peers.Types;

    public TypeTableWriter OutgoingTypes { get; } = new();

    public TypeTableReader IncomingTypes { get; } = new();

    /// <summary>The refs that could not be written because their objects are not here.</summary>
    public IReadOnlyList<ObjectRef> Missing => _missing;

    public void WriteRef(WireWriter writer, ObjectRef reference)
    {
        var origin = reference.Origin;
        if (!origin.IsCompleted)
        {
            _missing.Add(origin);
            return;
        }

        OutgoingTypes.Write(writer, origin.ObjectType);
        writer.Bool(origin.IsFailed);
        if (origin.IsFailed)
        {
            ErrorWire.Write(writer, origin.Error, this);
        }
        else
        {
            origin.WriteValue(writer, this);
        }
    }

    public ObjectRef ReadRef(WireReader reader)
    {
        var reference = BorrowedRefs.MakeOwn(IncomingTypes.ReadValueType(reader, Types), runtime);
        if (reader.Bool())
        {
            var error = ErrorWire.Read(reader, this);
            reference.TryFail(error as RayException ?? new RayTaskException(error.Message, error));
        }
        else
        {
            reference.TryReadValue(reader, this);
        }

        return reference;
    }

    public void WriteHandle(WireWriter writer, ActorHandle handle) => handle.Record.Describe().Write(writer);

    public ActorHandle ReadHandle(WireReader reader, Type actorClass)
    {
        var record = runtime.Peers.Borrow(ActorDescription.Read(reader));
        if (record is BorrowedActor)
        {
            runtime.Peers.Tell(record.Owner, new BorrowActor(record.Id, Strong: false, default, 0));
        }

        return ActorSetup.Handle(record, actorClass, strong: false);
    }
}

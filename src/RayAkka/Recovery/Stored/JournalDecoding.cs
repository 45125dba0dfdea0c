using RayAkka.Actors;
using RayAkka.Objects;
using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <summary>Reads what <see cref="JournalEncoding"/> wrote, in this process or one before it.</summary>
internal sealed class JournalDecoding(RayRuntime runtime, TypeGate types) : IWireContext
{
    public IValueCodec Values => GraphCodec.Instance;

    public TypeGate Types => types;

    public TypeTableReader IncomingTypes { get; private set; } = new();

    public TypeTableWriter OutgoingTypes => throw OnlyRead();

    /// <summary>The types read from now on are named anew.</summary>
    public void Restart() => IncomingTypes = new TypeTableReader();

    public void WriteRef(WireWriter writer, ObjectRef reference) => throw OnlyRead();

    public void WriteHandle(WireWriter writer, ActorHandle handle) => throw OnlyRead();

    public ObjectRef ReadRef(WireReader reader)
    {
        var reference = BorrowedRefs.MakeOwn(IncomingTypes.ReadValueType(reader, Types), runtime);
        ReadOutcome(reader, reference);
        return reference;
    }

    public ActorHandle ReadHandle(WireReader reader, Type actorClass)
    {
        var strong = reader.Bool();
        return ActorSetup.Handle(runtime.Journals.FindAgain(ActorDescription.Read(reader), strong), actorClass, strong);
    }

    public void ReadOutcome(WireReader reader, ObjectRef target)
    {
        if (reader.Bool())
        {
            var error = ErrorWire.Read(reader, this);
            target.TryFail(error as RayException ?? new RayTaskException(error.Message, error));

            // Its caller was told when it happened.
            _ = target.Error;
        }
        else
        {
            target.TryReadValue(reader, this);
        }
    }

    private static InvalidOperationException OnlyRead() => new("A decoding is only read from.");
}

using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <summary>
/// What stands in a journal must be there when nothing else is: refs are written by value, handles as what it takes to find the actor again.
/// </summary>
internal sealed class JournalEncoding(TypeGate types) : IWireContext
{
    public IValueCodec Values => GraphCodec.Instance;

    public TypeGate Types => types;

    public TypeTableWriter OutgoingTypes { get; private set; } = new();

    public TypeTableReader IncomingTypes => throw OnlyWritten();

    /// <summary>What keeps the actors alive to which handles were written since this was last emptied.</summary>
    public List<object> Leases { get; } = [];

    /// <summary>The types written from now on are named anew.</summary>
    public void Restart() => OutgoingTypes = new TypeTableWriter();

    public void WriteRef(WireWriter writer, ObjectRef reference)
    {
        OutgoingTypes.Write(writer, reference.ObjectType);
        WriteOutcome(writer, reference);
    }

    public void WriteHandle(WireWriter writer, ActorHandle handle)
    {
        writer.Bool(handle.Lease is not null);
        if (handle.Lease is { } lease)
        {
            Leases.Add(lease);
        }

        handle.Record.Describe().Write(writer);
    }

    /// <summary>Writes what a completed ref came to.</summary>
    /// <exception cref="ArgumentException">It may not travel; one sentence.</exception>
    public void WriteOutcome(WireWriter writer, ObjectRef reference)
    {
        if (!reference.IsCompleted)
        {
            throw new ArgumentException($"{reference} is not complete and cannot be journalled.");
        }

        writer.Bool(reference.IsFailed);
        if (reference.IsFailed)
        {
            ErrorWire.Write(writer, reference.Error, this);
        }
        else
        {
            reference.WriteValue(writer, this);
        }
    }

    public ObjectRef ReadRef(WireReader reader) => throw OnlyWritten();

    public ActorHandle ReadHandle(WireReader reader, Type actorClass) => throw OnlyWritten();

    private static InvalidOperationException OnlyWritten() => new("An encoding is only written to.");
}

using RayAkka.Wire;

namespace RayAkka.Recovery;

/// <summary>Finds the refs in the arguments of a call, or in a value, by encoding it for nobody.</summary>
internal sealed class RefCollector : IWireContext
{
    private static readonly TypeGate s_open = new(["*"]);

    [ThreadStatic]
    private static RefCollector? t_cached;

    private readonly WireWriter _writer = new();
    private List<ObjectRef>? _found;

    public IValueCodec Values => GraphCodec.Instance;

    public TypeGate Types => s_open;

    public TypeTableWriter OutgoingTypes { get; } = TypeTableWriter.OfHashes();

    public TypeTableReader IncomingTypes => throw OnlyWritten();

    /// <summary>The refs among and within the arguments that are not complete; null if there are none.</summary>
    public static List<ObjectRef>? InCall(ObjectRef call) =>
        RefTypes.CallMayHold(call.GetType()) ? Collect(call, static (writer, call, context) => CallWire.Write(writer, call, context)) : null;

    /// <summary>The refs within the object of a completed ref that are not complete; null if there are none.</summary>
    public static List<ObjectRef>? InResult(ObjectRef reference) =>
        !reference.IsFailed && RefTypes.MayHold(reference.ObjectType)
            ? Collect(reference, static (writer, reference, context) => reference.WriteValue(writer, context))
            : null;

    public void WriteRef(WireWriter writer, ObjectRef reference)
    {
        if (!reference.IsCompleted)
        {
            (_found ??= []).Add(reference);
        }
    }

    public void WriteHandle(WireWriter writer, ActorHandle handle)
    {
    }

    public ObjectRef ReadRef(WireReader reader) => throw OnlyWritten();

    public ActorHandle ReadHandle(WireReader reader, Type actorClass) => throw OnlyWritten();

    private static List<ObjectRef>? Collect(ObjectRef from, Action<WireWriter, ObjectRef, IWireContext> write)
    {
        // Taken out while it is in use: encoding may run a user's code, which may call.
        var collector = t_cached ?? new RefCollector();
        t_cached = null;
        collector._found = null;
        collector._writer.Clear();
        try
        {
            write(collector._writer, from, collector);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // What cannot be encoded is refused where it is journalled, if it is.
        }

        t_cached = collector;
        return collector._found;
    }

    private static InvalidOperationException OnlyWritten() => new("What is looked through is not read.");
}

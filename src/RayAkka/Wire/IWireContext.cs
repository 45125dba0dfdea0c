namespace RayAkka.Wire;

/// <summary>What a value that travels needs to know of the connection: which refs and handles it holds, and which types are allowed.</summary>
internal interface IWireContext
{
    /// <summary>Encodes what has no form of its own.</summary>
    IValueCodec Values { get; }

    /// <summary>Which types may travel.</summary>
    TypeGate Types { get; }

    /// <summary>The numbers of the types that this side writes.</summary>
    TypeTableWriter OutgoingTypes { get; }

    /// <summary>The numbers of the types that the other side wrote.</summary>
    TypeTableReader IncomingTypes { get; }

    /// <summary>Writes a ref: its value if that is small and there, else where it is.</summary>
    void WriteRef(WireWriter writer, ObjectRef reference);

    /// <summary>Reads a ref.</summary>
    /// <returns>The ref; the same one for the same object as long as it is alive here.</returns>
    ObjectRef ReadRef(WireReader reader);

    /// <summary>Writes a handle.</summary>
    void WriteHandle(WireWriter writer, ActorHandle handle);

    /// <summary>Reads a handle as an <see cref="ActorHandle{T}"/> of the given class.</summary>
    ActorHandle ReadHandle(WireReader reader, Type actorClass);
}

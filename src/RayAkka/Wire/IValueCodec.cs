namespace RayAkka.Wire;

/// <summary>
/// Encodes the user's values that the wire format has no form of its own for: object graphs. Aliasing, cycles and the run-time types
/// within a graph are kept. Refs and handles inside a graph are written through the context.
/// </summary>
internal interface IValueCodec
{
    /// <summary>Writes a value that is not null.</summary>
    /// <exception cref="ArgumentException">The value, or something inside it, may not travel; one sentence that names it.</exception>
    void Write(WireWriter writer, object value, IWireContext context);

    /// <summary>Reads a value.</summary>
    /// <exception cref="WireFormatException">The bytes are not sound, or hold a type that is not allowed here.</exception>
    object Read(WireReader reader, IWireContext context);
}

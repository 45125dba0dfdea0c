using RayAkka.Wire;

namespace RayAkka;

/// <content>How the object of a ref travels.</content>
public abstract partial class ObjectRef
{
    /// <summary>The declared type of the object: reader and writer of its bytes must agree on it.</summary>
    internal abstract Type ObjectType { get; }

    /// <summary>Writes the object of a ref that has succeeded.</summary>
    /// <exception cref="ArgumentException">The object, or something inside it, may not travel; one sentence that names it.</exception>
    internal abstract void WriteValue(WireWriter writer, IWireContext context);

    /// <summary>Reads the object and completes the ref with it, unless it is complete; it stays pending if the bytes are refused.</summary>
    /// <returns>Whether this completed it.</returns>
    /// <exception cref="WireFormatException">The bytes are not sound, or hold what is not allowed here.</exception>
    internal abstract bool TryReadValue(WireReader reader, IWireContext context);
}

namespace RayAkka.Wire;

/// <summary>How calls of one class are written.</summary>
internal abstract class CallForm
{
    public abstract void Write(WireWriter writer, ObjectRef call, IWireContext context);

    /// <summary>Reads the arguments into a call of the class.</summary>
    public abstract void ReadArguments(WireReader reader, ObjectRef call, IWireContext context);

    public abstract ObjectRef Read(WireReader reader, IWireContext context);
}

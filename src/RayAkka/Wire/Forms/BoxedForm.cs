namespace RayAkka.Wire;

/// <summary>The form of a type for who holds its values as objects.</summary>
internal abstract class BoxedForm
{
    public abstract void WriteNullable(WireWriter writer, object? value, IWireContext context);

    public abstract object? ReadNullable(WireReader reader, IWireContext context);

    public object Read(WireReader reader, IWireContext context) => ReadNullable(reader, context) ?? throw new WireFormatException("A value is missing.");
}

namespace RayAkka.Wire;

internal sealed class BoxedForm<T> : BoxedForm
{
    public override void WriteNullable(WireWriter writer, object? value, IWireContext context) => ValueWire.Write(writer, (T)value!, context);

    public override object? ReadNullable(WireReader reader, IWireContext context) => ValueWire.Read<T>(reader, context);
}

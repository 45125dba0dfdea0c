namespace RayAkka.Wire;

/// <summary>Refs whose declared type does not say what of.</summary>
internal sealed class RefForm : WireForm<ObjectRef?>
{
    public override void Write(WireWriter writer, ObjectRef? value, IWireContext context)
    {
        writer.Bool(value is not null);
        if (value is not null)
        {
            context.WriteRef(writer, value);
        }
    }

    public override ObjectRef? Read(WireReader reader, IWireContext context) => reader.Bool() ? context.ReadRef(reader) : null;
}

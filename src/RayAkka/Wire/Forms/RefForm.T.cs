namespace RayAkka.Wire;

/// <summary>Refs to objects of a known type.</summary>
internal sealed class RefForm<T> : WireForm<ObjectRef<T>?>
{
    public override void Write(WireWriter writer, ObjectRef<T>? value, IWireContext context)
    {
        writer.Bool(value is not null);
        if (value is not null)
        {
            context.WriteRef(writer, value);
        }
    }

    public override ObjectRef<T>? Read(WireReader reader, IWireContext context) => reader.Bool() ? context.ReadRef(reader).As<T>() : null;
}

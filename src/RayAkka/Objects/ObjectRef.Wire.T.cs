using RayAkka.Wire;

namespace RayAkka;

/// <content>How the object of a ref travels.</content>
public abstract partial class ObjectRef<T>
{
    internal override Type ObjectType => typeof(T);

    internal override void WriteValue(WireWriter writer, IWireContext context) => ValueWire.Write(writer, Stored, context);

    internal override bool TryReadValue(WireReader reader, IWireContext context)
    {
        var before = reader.Left;
        var value = ValueWire.Read<T>(reader, context);
        if (typeof(T).IsValueType || before - reader.Left < LargeFrom)
        {
            return TrySetOwned(value);
        }

        var bytes = before - reader.Left;
        Runtime?.Store.TakeAtOnce(bytes);
        return TrySetOwned(value, bytes);
    }
}

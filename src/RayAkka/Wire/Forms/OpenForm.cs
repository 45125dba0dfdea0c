namespace RayAkka.Wire;

/// <summary>For declared types that do not say the run-time type, and for all that are object graphs.</summary>
internal sealed class OpenForm<T> : WireForm<T?>
    where T : class
{
    public override bool IsLeaf => false;

    public override void Write(WireWriter writer, T? value, IWireContext context)
    {
        if (value is null)
        {
            writer.Byte(OpenValues.Null);
        }
        else if (typeof(T).IsSealed || !OpenValues.TryWrite(writer, value, context))
        {
            writer.Byte(OpenValues.Graph);
            context.Values.Write(writer, value, context);
        }
    }

    public override T? Read(WireReader reader, IWireContext context)
    {
        var kind = reader.Byte();
        if (kind == OpenValues.Null)
        {
            return null;
        }

        var value = kind == OpenValues.Graph ? context.Values.Read(reader, context) : OpenValues.Read(kind, reader, context);
        return value as T ?? throw new WireFormatException($"A value is not a {typeof(T)}.");
    }
}

namespace RayAkka.Wire;

internal sealed class NullableForm<T> : WireForm<T?>
    where T : struct
{
    public override bool IsLeaf => Form<T>.Instance.IsLeaf;

    public override void Write(WireWriter writer, T? value, IWireContext context)
    {
        writer.Bool(value.HasValue);
        if (value.HasValue)
        {
            Form<T>.Instance.Write(writer, value.GetValueOrDefault(), context);
        }
    }

    public override T? Read(WireReader reader, IWireContext context) => reader.Bool() ? Form<T>.Instance.Read(reader, context) : null;
}

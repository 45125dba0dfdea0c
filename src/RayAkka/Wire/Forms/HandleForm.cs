namespace RayAkka.Wire;

/// <summary>Handles to actors of a known class.</summary>
internal sealed class HandleForm<T> : WireForm<ActorHandle<T>?>
    where T : class
{
    public override void Write(WireWriter writer, ActorHandle<T>? value, IWireContext context)
    {
        writer.Bool(value is not null);
        if (value is not null)
        {
            context.WriteHandle(writer, value);
        }
    }

    public override ActorHandle<T>? Read(WireReader reader, IWireContext context)
    {
        if (!reader.Bool())
        {
            return null;
        }

        return context.ReadHandle(reader, typeof(T)) as ActorHandle<T> ?? throw new WireFormatException($"A handle is not one to a {typeof(T)}.");
    }
}

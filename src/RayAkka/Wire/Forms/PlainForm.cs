namespace RayAkka.Wire;

/// <summary>A form made of two functions, for values that need nothing of the connection.</summary>
internal sealed class PlainForm<T>(Action<WireWriter, T> write, Func<WireReader, T> read) : WireForm<T>
{
    public override void Write(WireWriter writer, T value, IWireContext context) => write(writer, value);

    public override T Read(WireReader reader, IWireContext context) => read(reader);
}

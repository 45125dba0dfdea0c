namespace RayAkka.Wire;

/// <summary>Structs whose fields do not show all that they hold (<c>fixed int x[8]</c>): as they lie in memory.</summary>
internal sealed class RawForm<T> : WireForm<T>
    where T : unmanaged
{
    public override void Write(WireWriter writer, T value, IWireContext context) => BlitArrayForm<T>.WriteElements(writer, [value]);

    public override T Read(WireReader reader, IWireContext context)
    {
        Span<T> value = [default];
        BlitArrayForm<T>.ReadElements(reader, value);
        return value[0];
    }
}

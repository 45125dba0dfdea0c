namespace RayAkka.Wire;

internal sealed class BlitCode<T> : ElementCode<T>
    where T : unmanaged
{
    public override void Write(WireWriter writer, ReadOnlySpan<T> elements) => BlitArrayForm<T>.WriteElements(writer, elements);

    public override void Read(WireReader reader, Span<T> elements) => BlitArrayForm<T>.ReadElements(reader, elements);
}

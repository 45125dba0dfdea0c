namespace RayAkka.Wire;

/// <summary>Reaches code for unmanaged types from where that is not known of the type.</summary>
internal abstract class ElementCode<T>
{
    public abstract void Write(WireWriter writer, ReadOnlySpan<T> elements);

    public abstract void Read(WireReader reader, Span<T> elements);
}

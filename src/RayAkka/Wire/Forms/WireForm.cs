namespace RayAkka.Wire;

/// <summary>How values of one declared type are written. Stateless: one object a type.</summary>
internal abstract class WireForm<T>
{
    /// <summary>
    /// Whether a value of the type holds nothing that has an identity, so that it is written the same way inside an object graph as outside.
    /// </summary>
    public virtual bool IsLeaf => true;

    public abstract void Write(WireWriter writer, T value, IWireContext context);

    public abstract T Read(WireReader reader, IWireContext context);
}

namespace RayAkka.Wire;

/// <summary>
/// Structs, field by field. One that refers to objects with an identity is the root of a graph of its own outside of any, so that what it holds
/// twice is one object again.
/// </summary>
internal sealed class StructForm<T> : WireForm<T>
    where T : struct
{
    private readonly FieldCode<T> _code = FieldCode<T>.Make();

    public override bool IsLeaf => _code.AreLeaves;

    public override void Write(WireWriter writer, T value, IWireContext context)
    {
        if (_code.AreLeaves || context is GraphSession)
        {
            _code.Write(ref value, writer, context);
        }
        else
        {
            context.Values.Write(writer, value, context);
        }
    }

    public override T Read(WireReader reader, IWireContext context)
    {
        if (!_code.AreLeaves && context is not GraphSession)
        {
            return context.Values.Read(reader, context) is T boxed ? boxed : throw new WireFormatException($"A value is not a {typeof(T)}.");
        }

        T value = default;
        _code.Read(ref value, reader, context);
        return value;
    }
}

using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>A ref seen as one of another type: it completes with the ref it stands for and reads through it.</summary>
internal sealed class CastRef<T> : ObjectRef<T>, ICastRef
{
    private readonly ObjectRef _source;

    public CastRef(ObjectRef source)
    {
        _source = source;
        if (!source.TryAddWaiter(new Mirror(this)))
        {
            Complete();
        }
    }

    public ObjectRef Source => _source is ICastRef cast ? cast.Source : _source;

    internal override RayRuntime? Runtime => _source.Runtime;

    internal override string CallName => _source.CallName;

    internal override ObjectRef Origin => _source.Origin;

    internal override Type ObjectType => _source.ObjectType;

    internal override void WriteValue(Wire.WireWriter writer, Wire.IWireContext context) => _source.WriteValue(writer, context);

    internal override bool TryReadValue(Wire.WireReader reader, Wire.IWireContext context) => _source.TryReadValue(reader, context);

    internal override T Read(Frame? reader = null)
    {
        try
        {
            return _source.ReadAs<T>(reader);
        }
        catch (InvalidCastException e)
        {
            throw new InvalidCastException($"The object of {_source} is not a {typeof(T)}: use As<T> with a type that it has.", e);
        }
    }

    internal override TOther ReadAs<TOther>(Frame? reader = null) => _source.ReadAs<TOther>(reader);

    internal override Array? LargeArray => _source.LargeArray;

    internal override long LargeBytes => _source.LargeBytes;

    private void Complete()
    {
        if (TryClaim())
        {
            if (_source.IsFailed)
            {
                PublishError(_source.Error);
            }
            else
            {
                PublishValue();
            }
        }
    }

    private sealed class Mirror(CastRef<T> owner) : RefWaiter
    {
        public override void OnCompleted(ObjectRef reference) => owner.Complete();
    }
}

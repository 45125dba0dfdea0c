namespace RayAkka;

/// <summary>A ref with the choice where the code after its await runs. See <see cref="ObjectRef.ConfigureAwait"/>.</summary>
/// <typeparam name="T">The type of the object.</typeparam>
public readonly struct ConfiguredObjectRef<T>
{
    private readonly ObjectRef<T> _reference;
    private readonly bool _captureContext;

    internal ConfiguredObjectRef(ObjectRef<T> reference, bool captureContext)
    {
        _reference = reference;
        _captureContext = captureContext;
    }

    /// <summary>Waits for the object without blocking; throws what the remote call threw.</summary>
    public ObjectRefAwaiter<T> GetAwaiter() => new(_reference, _captureContext);
}

namespace RayAkka;

/// <summary>A ref with the choice where the code after its await runs. See <see cref="ObjectRef.ConfigureAwait"/>.</summary>
public readonly struct ConfiguredObjectRef
{
    private readonly ObjectRef _reference;
    private readonly bool _captureContext;

    internal ConfiguredObjectRef(ObjectRef reference, bool captureContext)
    {
        _reference = reference;
        _captureContext = captureContext;
    }

    /// <summary>Waits for the object without blocking; throws what the remote call threw.</summary>
    public ObjectRefAwaiter GetAwaiter() => new(_reference, _captureContext);
}

namespace RayAkka.Objects;

/// <summary>A ref to an object that was put: complete from the start.</summary>
internal sealed class PutRef<T> : ObjectRef<T>
{
    private readonly RayRuntime _runtime;

    public PutRef(RayRuntime runtime, T owned)
    {
        _runtime = runtime;
        TrySetOwned(owned);
    }

    internal override RayRuntime? Runtime => _runtime;

    internal override string CallName => "Ray.Put";
}

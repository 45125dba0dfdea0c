namespace RayAkka.Objects;

/// <summary>A ref to an object that was put: complete from the start.</summary>
internal sealed class PutRef<T> : ObjectRef<T>
{
    private readonly RayRuntime _runtime;

    /// <param name="runtime">The session.</param>
    /// <param name="owned">The object, which nobody else holds.</param>
    /// <param name="bytes">Its size; if it is large, room for it was taken in the object store.</param>
    public PutRef(RayRuntime runtime, T owned, long bytes)
    {
        _runtime = runtime;
        Counted = runtime.Telemetry.OnPut(owned);
        TrySetOwned(owned, bytes);
    }

    internal override RayRuntime? Runtime => _runtime;

    internal override string CallName => "Ray.Put";

    /// <summary>Counts the object in the metrics for as long as the ref lives; null while nobody listens.</summary>
    internal object? Counted { get; }
}

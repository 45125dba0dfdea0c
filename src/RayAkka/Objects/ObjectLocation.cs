namespace RayAkka.Objects;

/// <summary>Where an object is, or what it can be made of, while its ref does not hold it.</summary>
internal abstract class ObjectLocation
{
    private int _begun;

    /// <summary>Whether the object is somewhere, so that the ref can be passed on without it.</summary>
    public abstract bool IsPlace { get; }

    /// <summary>Brings the object here and completes the ref with it, or fails the ref; the first call counts. It does not block.</summary>
    public void Fetch(ObjectRef reference)
    {
        if (Begin())
        {
            Start(reference);
        }
    }

    /// <summary>Like <see cref="Fetch"/>; what only the disk is asked for is there when this returns. It may block for that long.</summary>
    public void FetchNow(ObjectRef reference)
    {
        if (Begin())
        {
            StartNow(reference);
        }
    }

    protected abstract void Start(ObjectRef reference);

    protected virtual void StartNow(ObjectRef reference) => Start(reference);

    protected bool Begin() => Interlocked.Exchange(ref _begun, 1) == 0;
}

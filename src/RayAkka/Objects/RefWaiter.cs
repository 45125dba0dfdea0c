namespace RayAkka.Objects;

/// <summary>
/// Something that waits for refs. <see cref="OnCompleted"/> is called once for each ref it was registered on, on the thread that completed
/// it, so it must be short and run no user code. A waiter that is no longer interested says so; lists of waiters are then cleaned when the
/// next waiter comes.
/// </summary>
internal abstract class RefWaiter
{
    public virtual bool IsGone => false;

    /// <summary>Whether the object itself is waited for; else it is enough that it is there somewhere, and it need not be brought here.</summary>
    public virtual bool NeedsValue => true;

    public abstract void OnCompleted(ObjectRef reference);
}

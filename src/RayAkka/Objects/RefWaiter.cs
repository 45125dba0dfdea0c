namespace RayAkka.Objects;

/// <summary>
/// Something that waits for refs. <see cref="OnCompleted"/> is called once for each ref it was registered on, on the thread that completed
/// it, so it must be short and run no user code. A waiter that is no longer interested says so; lists of waiters are then cleaned when the
/// next waiter comes.
/// </summary>
internal abstract class RefWaiter
{
    public virtual bool IsGone => false;

    public abstract void OnCompleted(ObjectRef reference);
}

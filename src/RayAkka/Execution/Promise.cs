namespace RayAkka.Execution;

/// <summary>
/// A task that the runtime completes and others wait for. Their continuations never run on the stack of who completes it, which may hold locks: they
/// run on the thread pool of .NET, or where <see cref="WorkerPool.Substitute"/> runs everything.
/// </summary>
internal sealed class Promise<T>() : TaskCompletionSource<T>(
    WorkerPool.Substitute is null ? TaskCreationOptions.RunContinuationsAsynchronously : TaskCreationOptions.None)
{
    public new void TrySetResult(T value)
    {
        if (WorkerPool.Substitute is { } substitute)
        {
            CompleteOn(substitute, value);
        }
        else
        {
            base.TrySetResult(value);
        }
    }

    public new void TrySetException(Exception error)
    {
        if (WorkerPool.Substitute is { } substitute)
        {
            FailOn(substitute, error);
        }
        else
        {
            base.TrySetException(error);
        }
    }

    public new void TrySetCanceled(CancellationToken token)
    {
        if (WorkerPool.Substitute is { } substitute)
        {
            CancelOn(substitute, token);
        }
        else
        {
            base.TrySetCanceled(token);
        }
    }

    // Each in a method of its own, for the closure.
    private void CompleteOn(IWorkItemQueue substitute, T value) => substitute.Enqueue((Action)(() => base.TrySetResult(value)));

    private void FailOn(IWorkItemQueue substitute, Exception error) => substitute.Enqueue((Action)(() => base.TrySetException(error)));

    private void CancelOn(IWorkItemQueue substitute, CancellationToken token) => substitute.Enqueue((Action)(() => base.TrySetCanceled(token)));
}

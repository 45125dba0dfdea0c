using RayAkka.Execution;

namespace RayAkka.Objects;

/// <summary>What the awaiters of refs share: where the code after an await runs, and what a running call gives back meanwhile.</summary>
internal static class AwaitSupport
{
    public static void OnCompleted(ObjectRef reference, Action continuation, bool captureContext, bool flowContext)
    {
        var frame = Frame.Current;
        if (frame?.Replay is { } replay)
        {
            replay.Await(reference, continuation);
            return;
        }

        if (flowContext && ExecutionContext.Capture() is { } flow)
        {
            var inner = continuation;
            continuation = () => ExecutionContext.Run(flow, static state => ((Action)state!)(), inner);
        }

        var context = captureContext ? SynchronizationContext.Current : null;
        if (context is not null && context.GetType() == typeof(SynchronizationContext))
        {
            context = null;
        }

        object waiter = continuation;
        if (frame is not null)
        {
            waiter = FrameAwait.Begin(frame, reference, continuation, context);
        }
        else if (context is not null)
        {
            waiter = new ContextAwait(continuation, context);
        }
        else if (captureContext && TaskScheduler.Current != TaskScheduler.Default)
        {
            waiter = new SchedulerAwait(continuation, TaskScheduler.Current);
        }

        if (!reference.TryAddWaiter(waiter))
        {
            if (waiter is RefWaiter refWaiter)
            {
                refWaiter.OnCompleted(reference);
            }
            else
            {
                WorkerPool.Shared.Enqueue(waiter);
            }
        }
    }

    /// <summary>Runs the code after an await in its context; on the pool if that context is gone, since the ref has other waiters to tell.</summary>
    public static void Post(SynchronizationContext context, Action continuation)
    {
        try
        {
            context.Post(static state => ((Action)state!)(), continuation);
        }
        catch (Exception)
        {
            WorkerPool.Shared.Enqueue(continuation);
        }
    }

    /// <summary>Throws what ended the await other than the ref's own completion: a call cycle, or the loss of who awaits.</summary>
    public static void ThrowIfEnded(ObjectRef reference)
    {
        if (!reference.IsCompleted)
        {
            throw FrameAwait.TakeError(reference)
                ?? new InvalidOperationException("The result of an await was read before the object was there; use await or Ray.Get.");
        }
    }

    private sealed class ContextAwait(Action continuation, SynchronizationContext context) : RefWaiter
    {
        public override void OnCompleted(ObjectRef reference) => Post(context, continuation);
    }

    private sealed class SchedulerAwait(Action continuation, TaskScheduler scheduler) : RefWaiter
    {
        public override void OnCompleted(ObjectRef reference) =>
            _ = Task.Factory.StartNew(continuation, CancellationToken.None, TaskCreationOptions.None, scheduler);
    }
}

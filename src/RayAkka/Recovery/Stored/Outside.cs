namespace RayAkka.Recovery;

/// <summary>
/// Starts what a store does on the thread of an actor as if that were none: what the store awaits must not come back into the actor's context, which
/// waits for it, and nothing of the actor flows into work that the store goes on with.
/// </summary>
internal static class Outside
{
    public static TTask Start<TState, TTask>(TState state, Func<TState, TTask> start)
        where TTask : Task
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        AsyncFlowControl? flow = ExecutionContext.IsFlowSuppressed() ? null : ExecutionContext.SuppressFlow();
        try
        {
            return start(state);
        }
        finally
        {
            flow?.Undo();
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}

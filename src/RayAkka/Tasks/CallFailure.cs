namespace RayAkka.Tasks;

/// <summary>The errors that the runtime puts into refs, each said once.</summary>
internal static class CallFailure
{
    public static RayException Threw(ObjectRef call, Exception thrown, ActorId actor, NodeId node) =>
        new RayTaskException(call.CallName, thrown, call.Runtime?.WireCheck?.Pass(thrown) ?? Isolated(thrown), actor, node);

    public static RayException NodeLost(ObjectRef call, NodeId node, string reason) =>
        new NodeDiedException($"{call.CallName} was lost: {reason} (node {node}), and no retries are left; raise TaskOptions.MaxRetries.")
        {
            NodeId = node,
        };

    public static RayException GroupRemoved(ObjectRef call, string title) => new WorkerCrashedException($"{call.CallName} was ended, since {title} was removed.");

    public static RayException Closed(ObjectRef call) =>
        new TaskCancelledException($"{call.CallName} did not end before Ray was shut down.") { Reason = CancellationReason.Shutdown, IsRoutine = true };

    public static RayException Cancelled(ObjectRef call) =>
        new TaskCancelledException($"{call.CallName} was cancelled by Ray.Cancel before it had ended.") { IsRoutine = true };

    public static RayException TimedOut(ObjectRef call, TimeSpan timeout, bool isInherited) => isInherited
        ? new TaskCancelledException($"{call.CallName} did not end within the time of the call that started it; raise that call's Timeout, or give this one an infinite one of its own.")
        {
            Reason = CancellationReason.Timeout,
            IsRoutine = true,
        }
        : new GetTimeoutException($"{call.CallName} did not end within its Timeout of {timeout}; raise its Timeout option or make the call shorter.");

    /// <summary>What a copy of a call ends with where it runs, when its caller's process says so; the ref itself has failed there.</summary>
    public static RayException Stopped(ObjectRef call, CancellationReason reason) =>
        new TaskCancelledException($"{call.CallName} was cancelled where it was called.") { Reason = reason, IsRoutine = true };

    /// <summary>Why a call that ended with an error was cancelled; null if it was not.</summary>
    public static CancellationReason? ReasonOf(RayException error) => error switch
    {
        TaskCancelledException cancelled => cancelled.Reason,
        GetTimeoutException => CancellationReason.Timeout,
        _ => null,
    };

    // The caller gets an exception of its own, as it gets a result of its own; one that cannot be copied is better shared than lost.
    private static Exception Isolated(Exception thrown)
    {
        try
        {
            return Isolation.Isolate.Copy(thrown);
        }
        catch (ArgumentException)
        {
            return thrown;
        }
    }
}

namespace RayAkka.Tasks;

/// <summary>The errors that the runtime puts into refs, each said once.</summary>
internal static class CallFailure
{
    public static RayException Threw(ObjectRef call, Exception thrown, ActorId actor, NodeId node) =>
        new RayTaskException(call.CallName, thrown, Isolated(thrown), actor, node);

    public static RayException NodeLost(ObjectRef call, NodeId node, string reason) =>
        new NodeDiedException($"{call.CallName} was lost: {reason} (node {node}), and no retries are left; raise TaskOptions.MaxRetries.")
        {
            NodeId = node,
        };

    public static RayException Closed(ObjectRef call) =>
        new WorkerCrashedException($"{call.CallName} did not end before Ray was shut down.") { IsRoutine = true };

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

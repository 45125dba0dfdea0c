namespace RayAkka.Conformance.Samples;

/// <summary>What the runtime context told the code that asked.</summary>
public sealed record Seen(
    JobId JobId, NodeId NodeId, TaskId TaskId, ActorId ActorId, string? ActorName, string Namespace, double Cpus, double Gpus)
{
    public static Seen Now()
    {
        var context = Ray.RuntimeContext;
        return new Seen(
            context.JobId,
            context.NodeId,
            context.TaskId,
            context.ActorId,
            context.ActorName,
            context.Namespace,
            context.AssignedResources.GetValueOrDefault("CPU"),
            context.AssignedResources.GetValueOrDefault("GPU"));
    }
}

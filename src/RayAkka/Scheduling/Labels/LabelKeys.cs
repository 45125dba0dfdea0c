namespace RayAkka.Scheduling;

/// <summary>The labels that have a meaning of their own, as Ray writes them.</summary>
internal static class LabelKeys
{
    /// <summary>Every node carries it, with its id.</summary>
    internal const string NodeId = "ray.io/node-id";

    /// <summary>The kind of a node's GPUs.</summary>
    internal const string AcceleratorType = "ray.io/accelerator-type";
}

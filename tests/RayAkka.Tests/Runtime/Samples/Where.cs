using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Samples;

/// <summary>Tells where it runs.</summary>
[Remote]
public class Where
{
    public NodeId Node() => Ray.RuntimeContext.NodeId;

    public IReadOnlyList<int> Gpus() => [.. Ray.GetGpuIds()];

    public IReadOnlyList<int> GpusThenBlock(int latch)
    {
        Latch.Of(latch).Block();
        return [.. Ray.GetGpuIds()];
    }

    public void Exit() => Ray.ExitActor();
}

public static class WhereTasks
{
    [Remote]
    public static NodeId Node() => Ray.RuntimeContext.NodeId;

    [Remote]
    public static NodeId NodeAndBlock(int latch)
    {
        Latch.Of(latch).Block();
        return Ray.RuntimeContext.NodeId;
    }

    [Remote]
    public static NodeId NodeAfterGet(int latch, ObjectRef<int> other)
    {
        Latch.Of(latch).Arrive();
        _ = Ray.Get(other);
        return Ray.RuntimeContext.NodeId;
    }

    [Remote(NumGpus = 1)]
    public static int[] Gpus() => [.. Ray.GetGpuIds()];
}

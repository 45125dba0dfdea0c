using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Tasks that say where they run, and make and use large values.</summary>
public static class Freight
{
    [Remote]
    public static NodeId Node() => Ray.RuntimeContext.NodeId;

    [Remote]
    public static NodeId HoldNode(Probe probe)
    {
        probe.Pass();
        return Ray.RuntimeContext.NodeId;
    }

    [Remote]
    public static double[] Make(int length) => [.. Enumerable.Range(0, length).Select(i => (double)i)];

    [Remote]
    public static double Sum(double[] values) => values.Sum();

    /// <summary>Reads a ref that it is given as a ref.</summary>
    [Remote]
    public static double SumOf(ObjectRef<double[]>[] box) => Ray.Get(box[0]).Sum();

    /// <summary>Starts a task on this node's behalf and hands its ref on: this node's process owns it.</summary>
    [Remote]
    public static ObjectRef<int>[] Own(Probe probe) => [Freight.Tasks.HoldNumber.Remote(probe)];

    [Remote]
    public static int HoldNumber(Probe probe)
    {
        probe.Pass();
        return probe.Number;
    }

    [Remote]
    public static int Read(ObjectRef<int>[] box) => Ray.Get(box[0]);

    [Remote]
    public static ObjectRef<int>[] Forward(ObjectRef<int>[] box) => box;
}

using RayAkka.Tests.Runtime.Support;

namespace RayAkka.Tests.Runtime.Samples;

/// <summary>Tells in which order its calls ran, and where.</summary>
[Remote]
public class Recorder
{
    private readonly List<int> _seen = [];

    public Recorder(int constructing) => Latch.Of(constructing).Block();

    public int Block(int latch)
    {
        Latch.Of(latch).Block();
        return 0;
    }

    public int Append(int value)
    {
        _seen.Add(value);
        return value;
    }

    public int[] Seen() => [.. _seen];

    public NodeId Node() => Ray.RuntimeContext.NodeId;

    public bool WasRebuilt() => Ray.RuntimeContext.WasReconstructed;
}

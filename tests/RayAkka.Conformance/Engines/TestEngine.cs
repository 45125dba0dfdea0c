namespace RayAkka.Conformance.Engines;

/// <summary>The engine that a suite runs over; every suite runs unchanged over each.</summary>
public abstract class TestEngine
{
    /// <summary>Whether the nodes are reached through envelopes.</summary>
    public abstract bool HasWire { get; }

    public abstract RayOptions Apply(RayOptions options);

    /// <summary>Throws what went wrong inside the engine where no test could see it.</summary>
    public virtual void Verify()
    {
    }
}

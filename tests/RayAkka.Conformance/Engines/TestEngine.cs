using RayAkka.Recovery.Stores;

namespace RayAkka.Conformance.Engines;

/// <summary>The engine that a suite runs over; every suite runs unchanged over each.</summary>
public abstract class TestEngine
{
    /// <summary>Whether the nodes are reached through envelopes.</summary>
    public abstract bool HasWire { get; }

    public abstract RayOptions Apply(RayOptions options);

    /// <summary>Where journals are kept; null: in the memory of the session.</summary>
    internal virtual MemoryRecordStore? Store => null;

    /// <summary>Ends what would outlive the session, where the next test meets the same nodes.</summary>
    public virtual void Clear()
    {
    }

    /// <summary>Throws what went wrong inside the engine where no test could see it.</summary>
    public virtual void Verify()
    {
    }
}

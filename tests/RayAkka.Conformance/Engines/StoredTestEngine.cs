using RayAkka.Recovery.Stores;

namespace RayAkka.Conformance.Engines;

/// <summary>The embedded engine with journals in a store: everything in them is encoded, and the store is there for the next session of the same test.</summary>
public sealed class StoredTestEngine : TestEngine
{
    public override bool HasWire => false;

    internal override MemoryRecordStore Store { get; } = new();

    public override RayOptions Apply(RayOptions options) => options.RecordStore is null ? options with { RecordStore = Store } : options;
}

using RayAkka.Execution;

namespace RayAkka.Objects.Store;

/// <summary>The object is on this process's disk.</summary>
internal sealed class SpilledValue(ObjectStore store, StoredEntry entry) : ObjectLocation
{
    public override bool IsPlace => true;

    protected override void Start(ObjectRef reference) => WorkerPool.Shared.Enqueue(() => StartNow(reference));

    protected override void StartNow(ObjectRef reference) => store.ReadBack(entry, reference);
}

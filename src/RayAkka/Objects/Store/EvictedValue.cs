using RayAkka.Objects.Lineage;

namespace RayAkka.Objects.Store;

/// <summary>The object is nowhere: it was let go, since it can be computed again.</summary>
internal sealed class EvictedValue(IResultSource source) : ObjectLocation
{
    public override bool IsPlace => false;

    protected override void Start(ObjectRef reference) => source.Bring(reference, "it had left memory to make room for others");
}

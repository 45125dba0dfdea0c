using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>Keeps a ref and gives it out.</summary>
[Remote]
public class RefKeeper
{
    private ObjectRef<int>[] _box = [];

    public void Keep(ObjectRef<int>[] box) => _box = box;

    public ObjectRef<int>[] GiveAfter(Probe probe)
    {
        probe.Pass();
        return _box;
    }
}

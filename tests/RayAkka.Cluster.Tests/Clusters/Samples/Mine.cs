using RayAkka.Conformance.Support;

namespace RayAkka.Cluster.Tests.Clusters.Samples;

/// <summary>An actor with large results, which owns large objects, too.</summary>
[Remote]
public class Mine
{
    private ObjectRef<double[]>? _stock;

    [Method(ReadAhead = -1)]
    public IAsyncEnumerable<double[]> DigMany(Probe runs, int count) => Ore.DigMany(runs, count, 0);

    public double[] Dig() => new double[Ore.Length];

    public ObjectRef<double[]>[] Put() => [_stock = Ray.Put(new double[Ore.Length])];

    /// <summary>Starts a task whose result this process owns.</summary>
    public ObjectRef<double[]>[] Start(Probe runs, string place) =>
        [_stock = Ore.Tasks.Dig.Options(new() { Resources = { [place] = 1 } }).Remote(runs, 4)];

    public double FirstOf(ObjectRef<double[]>[] box) => Ray.Get(box[0])[0];
}

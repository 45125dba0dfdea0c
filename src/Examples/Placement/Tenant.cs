namespace RayAkka.Examples.Placement;

/// <summary>An actor that lives in a bundle and says where that is.</summary>
[Remote(NumCpus = 0)]
public class Tenant
{
    public Address Where() => new(Ray.RuntimeContext.BundleIndex, Ray.RuntimeContext.NodeId, [.. Ray.GetGpuIds()]);
}

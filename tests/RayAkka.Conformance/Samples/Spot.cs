namespace RayAkka.Conformance.Samples;

/// <summary>Where code of a placement group runs.</summary>
public sealed record Spot(PlacementGroup? Group, int Bundle, NodeId Node, int[] Gpus)
{
    public static Spot Here()
    {
        var context = Ray.RuntimeContext;
        return new Spot(context.PlacementGroup, context.BundleIndex, context.NodeId, [.. Ray.GetGpuIds()]);
    }
}

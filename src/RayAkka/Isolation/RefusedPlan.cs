namespace RayAkka.Isolation;

/// <summary>For types whose objects cannot be passed on.</summary>
internal sealed class RefusedPlan() : CopyPlan(CopyKind.Refuse)
{
    public static RefusedPlan Instance { get; } = new();

    public override object Start(object original, CopyContext context) => context.Refuse(original);
}

namespace RayAkka.Isolation;

/// <summary>For immutable types.</summary>
internal sealed class SharedPlan() : CopyPlan(CopyKind.Share)
{
    public static SharedPlan Instance { get; } = new();

    public override object Start(object original, CopyContext context) => original;
}

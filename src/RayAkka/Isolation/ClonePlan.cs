namespace RayAkka.Isolation;

/// <summary>For classes and boxed values that refer to nothing mutable, and for arrays of any shape of such elements.</summary>
internal sealed class ClonePlan() : CopyPlan(CopyKind.Clone)
{
    public static ClonePlan Instance { get; } = new();

    // An array without elements cannot change, and Array.Empty keeps its identity this way.
    public override object Start(object original, CopyContext context) =>
        original is Array { Length: 0 } ? original : Cloning.Flat(original);

    public override long Weigh(object copy) => copy is Array array ? ObjectSize.OfArray(array) : ObjectSize.Small;
}

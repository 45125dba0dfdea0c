namespace RayAkka.Isolation;

/// <summary>For classes: a flat clone whose fields are then fixed by code made for the type.</summary>
internal sealed class FieldsPlan(Action<object, CopyContext> fix) : CopyPlan(CopyKind.Graph)
{
    public override object Start(object original, CopyContext context)
    {
        var copy = Cloning.Flat(original);
        context.Enqueue(copy, this);
        return copy;
    }

    public override void Fix(object copy, CopyContext context) => fix(copy, context);
}

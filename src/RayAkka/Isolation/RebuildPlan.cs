namespace RayAkka.Isolation;

/// <summary>
/// For collections that cannot be copied field by field: they hash objects whose copies hash differently, or they are written to by other
/// threads. Their items are taken out at once and copied; when all copies are complete, a new collection is built of them and its
/// fields are put into the clone, which others may have referred to for long. A subclass's own fields are fixed like any object's.
/// </summary>
internal sealed class RebuildPlan(
    Type collection,
    Rebuilder rebuilder,
    CopyPlan itemsPlan,
    Action<object, object> transplant,
    Action<object, CopyContext>? fixOwnFields) : CopyPlan(CopyKind.Graph)
{
    public override object Start(object original, CopyContext context)
    {
        var copy = Cloning.Flat(original);
        var items = rebuilder.TakeItems(original);
        var comparers = rebuilder.TakeComparers(original);

        context.Weigh(itemsPlan.Weigh(items));

        // Both arrays are ours alone: they are fixed in place.
        context.Enqueue(items, itemsPlan);
        context.Enqueue(comparers, ReferenceArrayPlan.Instance);
        context.EnqueueRebuild(copy, this, items, comparers);
        if (fixOwnFields is not null)
            context.Enqueue(copy, this);
        return copy;
    }

    public override void Fix(object copy, CopyContext context) => fixOwnFields!(copy, context);

    public void Rebuild(object copy, Array items, object?[] comparers) =>
        transplant(Same(rebuilder.Build(items, comparers)), copy);

    // A frozen collection's class depends on its items; with fewer of them (keys that became equal) another one may come out.
    private object Same(object built) => collection.IsInstanceOfType(built)
        ? built
        : throw new ArgumentException(
            $"A {TypeNames.Short(collection)} cannot be passed to a remote call once its keys have changed; pass a Dictionary or HashSet instead.");
}

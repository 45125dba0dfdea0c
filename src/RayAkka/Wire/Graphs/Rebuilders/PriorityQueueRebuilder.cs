using RayAkka.Isolation;

namespace RayAkka.Wire;

/// <summary>For <see cref="PriorityQueue{TElement,TPriority}"/>.</summary>
internal sealed class PriorityQueueRebuilder<TElement, TPriority> : Rebuilder
{
    public override Type ItemType => typeof((TElement Element, TPriority Priority));

    public override Array TakeItems(object original) => ((PriorityQueue<TElement, TPriority>)original).UnorderedItems.ToArray();

    public override object?[] TakeComparers(object original) => [((PriorityQueue<TElement, TPriority>)original).Comparer];

    public override object Build(Array items, object?[] comparers) =>
        new PriorityQueue<TElement, TPriority>(((TElement Element, TPriority Priority)[])items, (IComparer<TPriority>?)comparers[0]);
}

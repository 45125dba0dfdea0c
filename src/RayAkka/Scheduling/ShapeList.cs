namespace RayAkka.Scheduling;

/// <summary>
/// Queues that are not empty, ordered by the age of their heads. A queue that just got its first request has the youngest head of all
/// and goes to the end without a search.
/// </summary>
internal sealed class ShapeList
{
    private ShapeQueue? _last;

    internal ShapeQueue? First { get; private set; }

    internal void Insert(ShapeQueue queue)
    {
        var before = _last;
        while (before is not null && before.Head!.Sequence > queue.Head!.Sequence)
            before = before.PreviousShape;
        Link(queue, before);
    }

    internal void Remove(ShapeQueue queue)
    {
        if (queue.PreviousShape is null)
            First = queue.NextShape;
        else
            queue.PreviousShape.NextShape = queue.NextShape;
        if (queue.NextShape is null)
            _last = queue.PreviousShape;
        else
            queue.NextShape.PreviousShape = queue.PreviousShape;
        queue.List = null;
        queue.NextShape = null;
        queue.PreviousShape = null;
    }

    /// <summary>Moves a queue whose head has become a younger one, or takes it out when it has none left.</summary>
    internal void HeadChanged(ShapeQueue queue)
    {
        if (queue.IsEmpty)
        {
            Remove(queue);
            return;
        }

        var before = queue;
        while (before.NextShape is { } next && next.Head!.Sequence < queue.Head!.Sequence)
            before = next;
        if (before == queue)
            return;
        Remove(queue);
        Link(queue, before);
    }

    private void Link(ShapeQueue queue, ShapeQueue? before)
    {
        var after = before is null ? First : before.NextShape;
        queue.List = this;
        queue.PreviousShape = before;
        queue.NextShape = after;
        if (before is null)
            First = queue;
        else
            before.NextShape = queue;
        if (after is null)
            _last = queue;
        else
            after.PreviousShape = queue;
    }
}

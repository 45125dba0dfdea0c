namespace RayAkka.Scheduling;

/// <summary>Gives equal shapes one queue. Queues that are empty are dropped when there are many, so that odd shapes do not pile up.</summary>
internal sealed class ShapeTable
{
    private const int PruneAt = 1024;

    private readonly Dictionary<ResourceShape, ShapeQueue> _queues = [];
    private int _pruneAt = PruneAt;

    internal int Count => _queues.Count;

    internal ShapeQueue QueueOf(ResourceShape shape)
    {
        var hint = shape.QueueHint;
        return hint is not null && hint.Owner == this && !hint.IsRetired ? hint : Find(shape);
    }

    /// <summary>The request that waits longest of each shape.</summary>
    internal IEnumerable<PlacementRequest> Heads() => _queues.Values.Select(queue => queue.Head).OfType<PlacementRequest>();

    /// <summary>The queues in which something waits.</summary>
    internal IEnumerable<ShapeQueue> Queues() => _queues.Values.Where(static queue => !queue.IsEmpty);

    private ShapeQueue Find(ResourceShape shape)
    {
        if (!_queues.TryGetValue(shape, out var queue))
        {
            if (_queues.Count >= _pruneAt)
                Prune();
            queue = new ShapeQueue(this, shape);
            _queues.Add(shape, queue);
        }

        shape.QueueHint = queue;
        return queue;
    }

    private void Prune()
    {
        foreach (var (shape, queue) in _queues)
        {
            if (!queue.IsEmpty)
                continue;
            queue.IsRetired = true;
            _queues.Remove(shape);
        }

        _pruneAt = Math.Max(PruneAt, _queues.Count * 2);
    }
}

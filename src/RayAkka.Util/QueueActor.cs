namespace RayAkka.Util;

/// <summary>
/// The actor behind a <see cref="RayQueue{T}"/>. Invariants, under the lock: items wait or readers wait, never both; writers wait only while the queue is
/// full; both are served in the order in which they came; a batch is taken or put whole. An item is handed to a reader by completing that reader's
/// wait: one whose time is over at the same moment either got it or left before. Puts and takes are groups of their own, so that however many of the one wait, the other still comes.
/// </summary>
/// <typeparam name="T">The type of the items.</typeparam>
/// <param name="capacity">How many items the queue holds; 0 is without limit.</param>
[Remote]
[ConcurrencyGroup(PutGroup, 4096)]
[ConcurrencyGroup(TakeGroup, 4096)]
internal sealed class QueueActor<T>(int capacity)
{
    public const string PutGroup = "put";
    public const string TakeGroup = "take";

    private readonly Lock _gate = new();
    private readonly Queue<T> _items = [];
    private readonly LinkedList<TaskCompletionSource<T>> _readers = [];
    private readonly LinkedList<(T Item, TaskCompletionSource Done)> _writers = [];

    /// <summary>Puts one item, or waits for room.</summary>
    /// <returns>False when the time was over first; the item is not in the queue then.</returns>
    [Method(ConcurrencyGroup = PutGroup)]
    public Task<bool> PutAsync(T item, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        LinkedListNode<(T Item, TaskCompletionSource Done)> writer;
        lock (_gate)
        {
            if (TryPutOne(item))
            {
                return Task.FromResult(true);
            }

            if (timeout == TimeSpan.Zero)
            {
                return Task.FromResult(false);
            }

            writer = _writers.AddLast((item, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)));
        }

        return InTimeAsync(writer.Value.Done.Task, _writers, writer, timeout, cancellationToken);
    }

    /// <summary>Takes one item, or waits for one.</summary>
    /// <returns>The item in an array; an empty one when the time was over first.</returns>
    [Method(ConcurrencyGroup = TakeGroup)]
    public async Task<T[]> TakeAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource<T>> reader;
        lock (_gate)
        {
            if (_items.TryDequeue(out var item))
            {
                LetWritersIn();
                return [item];
            }

            if (timeout == TimeSpan.Zero)
            {
                return [];
            }

            reader = _readers.AddLast(new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        return await InTimeAsync(reader.Value.Task, _readers, reader, timeout, cancellationToken).ConfigureAwait(false)
            ? [await reader.Value.Task.ConfigureAwait(false)]
            : [];
    }

    /// <summary>Puts all items at once, or none.</summary>
    /// <returns>How many there is room for, if that is fewer; -1 if all were put.</returns>
    public int PutAll(T[] items)
    {
        lock (_gate)
        {
            var room = capacity == 0 ? int.MaxValue : _writers.Count > 0 ? 0 : capacity - _items.Count + _readers.Count;
            if (room < items.Length)
            {
                return room;
            }

            foreach (var item in items)
            {
                _ = TryPutOne(item);
            }

            return -1;
        }
    }

    /// <summary>Takes so many items at once, or none.</summary>
    /// <returns>The items; null if there are fewer.</returns>
    public T[]? TakeAll(int count)
    {
        lock (_gate)
        {
            if (_items.Count < count)
            {
                return null;
            }

            var taken = new T[count];
            for (var i = 0; i < count; i++)
            {
                taken[i] = _items.Dequeue();
                LetWritersIn();
            }

            return taken;
        }
    }

    public int Count()
    {
        lock (_gate)
        {
            return _items.Count;
        }
    }

    // Under the lock.
    private bool TryPutOne(T item)
    {
        if (_readers.First is { } reader)
        {
            _readers.RemoveFirst();
            reader.Value.SetResult(item);
            return true;
        }

        if (capacity != 0 && _items.Count >= capacity)
        {
            return false;
        }

        _items.Enqueue(item);
        return true;
    }

    // Under the lock.
    private void LetWritersIn()
    {
        if (_writers.First is { } writer && _items.Count < capacity)
        {
            _writers.RemoveFirst();
            _items.Enqueue(writer.Value.Item);
            writer.Value.Done.SetResult();
        }
    }

    private async Task<bool> InTimeAsync<TWaiter>(
        Task served, LinkedList<TWaiter> line, LinkedListNode<TWaiter> place, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        try
        {
            await served.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            lock (_gate)
            {
                if (place.List is null)
                {
                    // Served at the same moment.
                    return true;
                }

                line.Remove(place);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }
}

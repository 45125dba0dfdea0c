namespace RayAkka.Util;

/// <summary>
/// A queue that actors, tasks and drivers share: an actor keeps the items. Ray's <c>ray.util.queue.Queue</c>. The object is a value, as a handle is: pass it to
/// calls, store it in actors; the queue ends some time after the last one is gone, or with <see cref="ShutdownAsync"/>.
/// </summary>
/// <typeparam name="T">The type of the items. They are copied as arguments and results of calls are.</typeparam>
[Immutable]
public sealed class RayQueue<T>
{
    private readonly ActorHandle<QueueActor<T>> _actor;

    /// <summary>Makes a queue.</summary>
    /// <param name="capacity">How many items it holds. Default 0: without limit.</param>
    /// <param name="options">Options of its actor; <see cref="ActorOptions.MaxConcurrency"/> is how many puts, and how many takes, may wait in it, by default 4,096 each. Default null.</param>
    /// <exception cref="ArgumentException">The capacity is below zero, or an option is out of its range.</exception>
    public RayQueue(int capacity = 0, ActorOptions? options = null)
    {
        if (capacity < 0)
        {
            throw new ArgumentException($"The capacity is {capacity}; it must be 0 (without limit) or more.", nameof(capacity));
        }

        Capacity = capacity;
        options ??= new ActorOptions();
        if (options.MaxConcurrency is { } waiting)
        {
            options = options with { ConcurrencyGroups = new Dictionary<string, int> { [QueueActor<T>.PutGroup] = waiting, [QueueActor<T>.TakeGroup] = waiting } };
        }

        _actor = QueueActor<T>.Options(options).Remote(capacity);
    }

    /// <summary>How many items it holds; 0 is without limit.</summary>
    public int Capacity { get; }

    /// <summary>How many items are in it now.</summary>
    public int Count => Ray.Get(_actor.Count.Remote());

    /// <summary>Whether it holds no item now.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Whether it has room for no further item now.</summary>
    public bool IsFull => Capacity != 0 && Count >= Capacity;

    /// <summary>Puts an item; blocks while there is no room.</summary>
    /// <param name="item">The item.</param>
    /// <param name="timeout">The time limit; zero does not wait. Default null: none.</param>
    /// <exception cref="QueueFullException">There was no room in time.</exception>
    /// <exception cref="ArgumentException">The timeout is negative.</exception>
    public void Put(T item, TimeSpan? timeout = null)
    {
        if (!Ray.Get(_actor.PutAsync.Remote(item, Checked(timeout))))
        {
            throw new QueueFullException(Full(timeout));
        }
    }

    /// <summary>Puts an item; waits while there is no room.</summary>
    /// <param name="item">The item.</param>
    /// <param name="timeout">The time limit; zero does not wait. Default null: none.</param>
    /// <exception cref="QueueFullException">There was no room in time.</exception>
    /// <exception cref="ArgumentException">The timeout is negative.</exception>
    public async Task PutAsync(T item, TimeSpan? timeout = null)
    {
        if (!await _actor.PutAsync.Remote(item, Checked(timeout)))
        {
            throw new QueueFullException(Full(timeout));
        }
    }

    /// <summary>Puts an item if there is room now.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether it was put.</returns>
    public bool TryPut(T item) => Ray.Get(_actor.PutAsync.Remote(item, TimeSpan.Zero));

    /// <summary>Puts all items, behind each other, or none. Ray's <c>put_nowait_batch</c>.</summary>
    /// <param name="items">The items.</param>
    /// <exception cref="QueueFullException">There is not room for all now.</exception>
    public async Task PutBatchAsync(IEnumerable<T> items)
    {
        T[] all = [.. items];
        if (await _actor.PutAll.Remote(all) is var room and >= 0)
        {
            throw new QueueFullException($"The queue has room for {room} items, not for {all.Length}; put fewer at once, or take some first.");
        }
    }

    /// <summary>Takes the oldest item; blocks while there is none.</summary>
    /// <param name="timeout">The time limit; zero does not wait. Default null: none.</param>
    /// <exception cref="QueueEmptyException">There was no item in time.</exception>
    /// <exception cref="ArgumentException">The timeout is negative.</exception>
    public T Take(TimeSpan? timeout = null) =>
        Ray.Get(_actor.TakeAsync.Remote(Checked(timeout))) is [var item] ? item : throw new QueueEmptyException(Empty(timeout));

    /// <summary>Takes the oldest item; waits while there is none.</summary>
    /// <param name="timeout">The time limit; zero does not wait. Default null: none.</param>
    /// <exception cref="QueueEmptyException">There was no item in time.</exception>
    /// <exception cref="ArgumentException">The timeout is negative.</exception>
    public async Task<T> TakeAsync(TimeSpan? timeout = null) =>
        await _actor.TakeAsync.Remote(Checked(timeout)) is [var item] ? item : throw new QueueEmptyException(Empty(timeout));

    /// <summary>Takes the oldest item if there is one now.</summary>
    /// <param name="item">The item.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryTake([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T item)
    {
        var taken = Ray.Get(_actor.TakeAsync.Remote(TimeSpan.Zero));
        item = taken is [var one] ? one : default;
        return taken.Length > 0;
    }

    /// <summary>Takes so many items, or none. Ray's <c>get_nowait_batch</c>.</summary>
    /// <param name="count">How many.</param>
    /// <exception cref="QueueEmptyException">There are fewer now.</exception>
    /// <exception cref="ArgumentException">The count is below zero.</exception>
    public async Task<IReadOnlyList<T>> TakeBatchAsync(int count)
    {
        if (count < 0)
        {
            throw new ArgumentException($"The count is {count}; it must be zero or more.", nameof(count));
        }

        return await _actor.TakeAll.Remote(count) ?? throw new QueueEmptyException($"The queue has fewer than {count} items; take fewer at once, or wait.");
    }

    /// <summary>Ends the queue's actor: behind the calls that were submitted, or at once.</summary>
    /// <param name="force">Whether to kill it; calls that wait in it then fail with <see cref="ActorDiedException"/>. Default false.</param>
    public async Task ShutdownAsync(bool force = false)
    {
        if (force)
        {
            Ray.Kill(_actor);
        }

        await ((IAsyncDisposable)_actor).DisposeAsync().ConfigureAwait(true);
    }

    private static TimeSpan? Checked(TimeSpan? timeout) => timeout < TimeSpan.Zero
        ? throw new ArgumentException($"The timeout is {timeout}; it must be zero or more.", nameof(timeout))
        : timeout;

    private string Full(TimeSpan? timeout) => $"The queue of {Capacity} items had no room within {timeout}; wait longer, or take items.";

    private static string Empty(TimeSpan? timeout) => $"The queue had no item within {timeout}; wait longer, or put items.";
}

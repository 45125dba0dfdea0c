namespace RayAkka.Recovery.Stores.Commits;

/// <summary>
/// What waits for the next commit, of all actors of a store. There is one reader, which takes everything that is there, commits it, and comes back for
/// what has arrived meanwhile: the slower a commit is, the more the next one holds. No timer ever waits for more.
/// </summary>
internal sealed class CommitQueue(string store)
{
    /// <summary>How much one commit holds at most, so that none takes too long.</summary>
    private const int MaxOperations = 4096;
    private const long MaxSize = 16 << 20;

    private readonly object _lock = new();
    private readonly Queue<StoreOperation> _waiting = new();
    private TaskCompletionSource? _reader;
    private bool _isClosed;

    /// <summary>Makes an operation, whose refusal (too large) is the task's, and posts it.</summary>
    public Task<T> Post<T>(Func<StoreOperation<T>> make)
    {
        try
        {
            return Post(make());
        }
        catch (JournalException exception)
        {
            return Task.FromException<T>(exception);
        }
    }

    public Task<T> Post<T>(StoreOperation<T> operation)
    {
        TaskCompletionSource? reader;
        lock (_lock)
        {
            if (_isClosed)
            {
                operation.Fail(new JournalException($"{Sentence.Start(store)} is closed."));
                return operation.Task;
            }

            _waiting.Enqueue(operation);
            Monitor.Pulse(_lock);
            reader = _reader;
            _reader = null;
        }

        reader?.TrySetResult();
        return operation.Task;
    }

    /// <summary>Waits, on a thread of its own, for something to commit. False: the queue is closed and everything was taken.</summary>
    public bool Take(List<StoreOperation> batch)
    {
        lock (_lock)
        {
            while (_waiting.Count == 0 && !_isClosed)
                Monitor.Wait(_lock);

            return TakeWaiting(batch);
        }
    }

    /// <summary>Like <see cref="Take"/>, without a thread.</summary>
    public async ValueTask<bool> TakeAsync(List<StoreOperation> batch)
    {
        while (true)
        {
            TaskCompletionSource reader;
            lock (_lock)
            {
                if (_waiting.Count > 0 || _isClosed)
                {
                    return TakeWaiting(batch);
                }

                _reader = reader = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            await reader.Task.ConfigureAwait(false);
        }
    }

    /// <summary>Takes no more operations; those that wait are still committed.</summary>
    public void Close()
    {
        TaskCompletionSource? reader;
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
            reader = _reader;
            _reader = null;
        }

        reader?.TrySetResult();
    }

    private bool TakeWaiting(List<StoreOperation> batch)
    {
        for (var size = 0L; batch.Count < MaxOperations && size < MaxSize && _waiting.TryDequeue(out var operation); size += operation.Size)
            batch.Add(operation);

        return batch.Count > 0;
    }
}

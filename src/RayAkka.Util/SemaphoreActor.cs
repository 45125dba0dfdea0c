namespace RayAkka.Util;

/// <summary>
/// The actor behind a <see cref="RaySemaphore"/>. Invariants, under the lock: permits are free or callers wait, never both; callers are served in the order in
/// which they came; free and given permits are all permits together.
/// </summary>
[Remote]
internal sealed class SemaphoreActor
{
    private readonly Lock _gate = new();
    private readonly LinkedList<TaskCompletionSource> _line = [];
    private readonly int _permits;
    private int _free;

    public SemaphoreActor(int permits)
    {
        _permits = permits;
        _free = permits;
    }

    /// <summary>Takes a permit.</summary>
    /// <returns>False when the time was over first.</returns>
    public async Task<bool> AcquireAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        LinkedListNode<TaskCompletionSource> place;
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return true;
            }

            if (timeout == TimeSpan.Zero)
            {
                return false;
            }

            place = _line.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        try
        {
            await place.Value.Task.WaitAsync(timeout ?? Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(false);
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

                _line.Remove(place);
            }

            cancellationToken.ThrowIfCancellationRequested();
            return false;
        }
    }

    /// <summary>Gives a permit back.</summary>
    /// <returns>False if none was given out.</returns>
    public bool Release()
    {
        lock (_gate)
        {
            if (_line.First is { } next)
            {
                _line.RemoveFirst();
                next.Value.SetResult();
                return true;
            }

            if (_free == _permits)
            {
                return false;
            }

            _free++;
            return true;
        }
    }
}

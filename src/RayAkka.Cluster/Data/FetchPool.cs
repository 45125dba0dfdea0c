namespace RayAkka.Cluster.Data;

/// <summary>
/// Fetches objects from one peer, over connections that it makes when they are needed and ends when they are not.
/// </summary>
/// <remarks>
/// Invariants: (1) a job is in the queue, or with one worker, or over; (2) a worker is a thread with at most one connection, and there are
/// never more than <see cref="MostConnections"/>; (3) a job ends only when nobody writes into its memory any more: a cancelled one is
/// interrupted by the end of its connection, and ended by its worker.
/// </remarks>
internal sealed class FetchPool(DataContext context, NodeId holder, Dialer dialer, AbortSet open)
{
    public const int MostConnections = 2;

    public const int MostRetries = 3;

    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(20);

    private readonly object _gate = new();
    private readonly LinkedList<FetchJob> _waiting = [];
    private int _workers;
    private int _idle;
    private string? _shut;

    public Task FetchAsync(ulong number, Func<byte[], long, Memory<byte>> allocate, CancellationToken cancellationToken)
    {
        var job = new FetchJob(number, allocate, cancellationToken);
        job.WhenCancelled(Cancel);
        lock (_gate)
        {
            if (_shut is null)
            {
                _waiting.AddLast(job);
                if (_waiting.Count > _idle && _workers < MostConnections)
                {
                    _workers++;
                    context.Threads.Start("ray-fetch", new FetchWorker(dialer, open, this).Run);
                }

                Monitor.PulseAll(_gate);
                return job.Task;
            }
        }

        End(job, _shut);
        return job.Task;
    }

    /// <summary>The next job for a worker, once there is one; null if there is none for long or ever again: the worker is to end.</summary>
    public FetchJob? Take()
    {
        lock (_gate)
        {
            while (_waiting.Count == 0)
            {
                _idle++;
                var told = _shut is null && Monitor.Wait(_gate, context.Options.BulkIdle);
                _idle--;
                if (!told && _waiting.Count == 0)
                {
                    _workers--;
                    return null;
                }
            }

            var job = _waiting.First!.Value;
            _waiting.RemoveFirst();
            return job;
        }
    }

    /// <summary>Whether a job goes on after its connection was lost; if so, returns when it is time to try again, otherwise the job is over.</summary>
    public bool GoesOn(FetchJob job, Exception loss)
    {
        if (job.Task.IsCompleted)
        {
            return false;
        }

        job.Failures++;
        Pause(job);
        if (job.IsCancelled)
        {
            job.Cancel();
        }
        else if (_shut is { } reason)
        {
            End(job, reason);
        }
        else if (job.Failures > MostRetries)
        {
            job.Fail(new IOException($"The object {job.Number} could not be fetched from node {holder}, {job.Failures} times in a row: {loss.Message}", loss));
        }

        return !job.Task.IsCompleted;
    }

    /// <summary>Ends a job whose object is not there.</summary>
    public void End(FetchJob job, string reason)
    {
        job.Fail(new ObjectLostException($"The object {job.Number} cannot be fetched from node {holder}: {reason}."));
        job.Dispose();
    }

    /// <summary>The peer is gone: what is not fetched yet is lost.</summary>
    public void Shut(string reason)
    {
        FetchJob[] jobs;
        lock (_gate)
        {
            _shut = reason;
            jobs = [.. _waiting];
            _waiting.Clear();
            Monitor.PulseAll(_gate);
        }

        foreach (var job in jobs)
        {
            End(job, reason);
        }
    }

    private void Cancel(FetchJob job)
    {
        bool waited;
        lock (_gate)
        {
            waited = _waiting.Remove(job);
        }

        if (waited)
        {
            job.Cancel();
            return;
        }

        job.Interrupt();
        lock (_gate)
        {
            Monitor.PulseAll(_gate);
        }
    }

    // Not before the first repetition: a connection that was not used for a while may just be stale.
    private void Pause(FetchJob job)
    {
        if (job.Failures is < 2 or > MostRetries)
        {
            return;
        }

        var over = false;
        lock (_gate)
        {
            var alarm = context.Clock.After(FirstPause * (1 << (job.Failures - 2)), () =>
            {
                lock (_gate)
                {
                    over = true;
                    Monitor.PulseAll(_gate);
                }
            });
            while (!over && _shut is null && !job.IsCancelled)
            {
                Monitor.Wait(_gate);
            }

            alarm.Cancel();
        }
    }
}

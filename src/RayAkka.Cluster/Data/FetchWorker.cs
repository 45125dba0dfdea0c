namespace RayAkka.Cluster.Data;

/// <summary>One thread that fetches objects from a peer, one after another, on one connection.</summary>
internal sealed class FetchWorker(Dialer dialer, AbortSet open, FetchPool pool)
{
    private DataChannel? _channel;

    public void Run()
    {
        try
        {
            while (pool.Take() is { } job)
            {
                using (job)
                {
                    Fetch(job);
                }
            }
        }
        finally
        {
            Drop("it was not used for a while");
        }
    }

    private void Fetch(FetchJob job)
    {
        var goesOn = true;
        while (goesOn)
        {
            try
            {
                var found = !job.IsCancelled && Fetcher.Fetch(Connect(job).Stream, job);
                job.Use(null);
                if (found)
                {
                    job.Complete();
                }
                else if (job.IsCancelled)
                {
                    job.Cancel();
                }
                else
                {
                    pool.End(job, "it does not have it (any more)");
                }

                goesOn = false;
            }
            catch (Exception e) when (Sockets.IsFailure(e))
            {
                job.Use(null);
                Drop("the transfer failed");
                goesOn = pool.GoesOn(job, e);
            }
        }
    }

    private DataChannel Connect(FetchJob job)
    {
        if (_channel is { Reason: not null })
        {
            Drop("");
        }

        _channel ??= dialer.Dial(ConnectionKind.Bulk, job.Use);
        job.Use(_channel);
        return _channel;
    }

    private void Drop(string reason)
    {
        if (_channel is { } channel)
        {
            _channel = null;
            channel.Abort(reason);
            open.Remove(channel);
        }
    }
}

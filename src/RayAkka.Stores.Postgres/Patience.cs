namespace RayAkka.Stores.Postgres;

/// <summary>How long somebody tries again: with pauses that double, until a limit.</summary>
internal sealed class Patience(TimeSpan limit, TimeProvider time, CancellationToken end)
{
    /// <summary>How long a database may be away before what waits for it fails. A restart, or a change to another server, takes less.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan s_longestPause = TimeSpan.FromSeconds(2);

    private readonly long _start = time.GetTimestamp();
    private TimeSpan _pause = TimeSpan.FromMilliseconds(50);

    public int Attempts { get; private set; }

    /// <summary>The pause before the next attempt; null: it is given up.</summary>
    public TimeSpan? Next()
    {
        var left = limit - time.GetElapsedTime(_start);
        if (left <= TimeSpan.Zero || end.IsCancellationRequested)
        {
            return null;
        }

        Attempts++;
        var pause = _pause < left ? _pause : left;
        _pause = _pause * 2 < s_longestPause ? _pause * 2 : s_longestPause;
        return pause;
    }

    /// <summary>Ends early, without an error, when there is no point in waiting any longer.</summary>
    public async Task WaitAsync(TimeSpan pause)
    {
        try
        {
            await Task.Delay(pause, time, end).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The next attempt is the last.
        }
    }
}

namespace RayAkka.Conformance.Samples;

/// <summary>Remote functions that are run more than once.</summary>
public static class Attempts
{
    /// <summary>Throws until the attempt of the number given; the message is the number of the attempt.</summary>
    [Remote]
    public static int SucceedAt(Probe probe, int attempt)
    {
        var mine = probe.Arrive();
        return mine < attempt ? throw new InvalidOperationException($"attempt {mine}") : mine;
    }

    [Remote]
    public static async Task<int> SucceedAtAsync(Probe probe, int attempt)
    {
        await Task.Yield();
        return SucceedAt(probe, attempt);
    }

    /// <summary>Changes its argument, then throws once.</summary>
    [Remote]
    public static int ChangeAndFail(Probe probe, List<int> values)
    {
        values.Add(1);
        return probe.Arrive() == 1 ? throw new InvalidOperationException("once") : values.Count;
    }

    /// <summary>Stays until it is cancelled, except at the attempt of the number given.</summary>
    [Remote]
    public static async Task<int> StayUntil(Probe probe, int attempt, CancellationToken token)
    {
        var mine = probe.Arrive();
        if (mine < attempt)
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return mine;
    }
}

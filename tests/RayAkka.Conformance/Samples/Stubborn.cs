namespace RayAkka.Conformance.Samples;

/// <summary>An actor whose calls never succeed: they throw, or stay until they are lost.</summary>
[Remote(MaxRestarts = -1, MaxTaskRetries = 1)]
public class Stubborn(Probe probe)
{
    /// <summary>Throws in every attempt but those of the numbers given, in which it stays.</summary>
    public async Task<int> Fail(int[] stays, CancellationToken token)
    {
        var attempt = probe.Arrive();
        if (stays.Contains(attempt))
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        throw new InvalidOperationException($"attempt {attempt}");
    }

    public async Task<int> Stay(CancellationToken token)
    {
        probe.Arrive();
        await Task.Delay(Timeout.InfiniteTimeSpan, token);
        return 0;
    }

    [Method(MaxTaskRetries = 2)]
    public Task<int> StayByMethod(CancellationToken token) => Stay(token);

    public int SucceedAt(int attempt) => Attempts.SucceedAt(probe, attempt);
}

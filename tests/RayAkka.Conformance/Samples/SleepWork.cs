namespace RayAkka.Conformance.Samples;

/// <summary>Functions that stay until they are cancelled.</summary>
public static class SleepWork
{
    [Remote]
    public static async Task<int> Stay(Probe probe, CancellationToken token)
    {
        var context = Ray.RuntimeContext;
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(cancelled.SetResult);
        probe.Arrive();
        await cancelled.Task;
        probe.Note($"{context.CancellationReason}");
        probe.Open();
        token.ThrowIfCancellationRequested();
        return 0;
    }

    [Remote]
    public static async Task<int> StayAt(ActorHandle<Sleeper> first, ActorHandle<Sleeper> second, Probe probe) =>
        await first.StayAt.Remote(second, probe);
}

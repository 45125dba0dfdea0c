namespace RayAkka.Conformance.Samples;

/// <summary>Remote functions that take refs as refs.</summary>
public static class RefWork
{
    [Remote]
    public static int CountUnresolved(List<ObjectRef<int>> references) =>
        references.Count(reference => Ray.Wait([reference], timeout: TimeSpan.Zero).Ready.Count == 0);

    [Remote]
    public static int CountUnresolvedByName(Dictionary<string, ObjectRef<int>> references) => CountUnresolved([.. references.Values]);

    [Remote]
    public static bool IsThere(ObjectRef<int> reference) => CountUnresolved([reference]) == 0;

    [Remote]
    public static int SumOf(List<ObjectRef<int>> references) => Ray.Get(references).Sum();

    [Remote]
    public static int FailAfter(Probe probe)
    {
        probe.Wait();
        throw new InvalidOperationException("the argument failed");
    }

    [Remote]
    public static async Task UntilCancelled(Probe probe, CancellationToken token)
    {
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = token.Register(cancelled.SetResult);
        probe.Arrive();
        await cancelled.Task;
        probe.Open();
    }
}

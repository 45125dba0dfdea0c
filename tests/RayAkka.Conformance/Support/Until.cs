namespace RayAkka.Conformance.Support;

/// <summary>
/// Waits for what becomes true a little after the event that a test can see, such as resources that go back behind a task's last step.
/// </summary>
public static class Until
{
    public static Task TrueAsync(Func<bool> condition, string? what = null) => TrueAsync(condition, () => what ?? "It did not become true.");

    public static async Task TrueAsync(Func<bool> condition, Func<string> what)
    {
        using var limit = new CancellationTokenSource(Probe.Limit);
        while (!condition())
        {
            Assert.False(limit.IsCancellationRequested, limit.IsCancellationRequested ? what() : "");
            await Task.Yield();
        }
    }
}

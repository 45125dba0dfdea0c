namespace RayAkka.Simulation.Workloads;

/// <summary>Waits for a token. Task.Delay would go on with the code behind it on the thread pool of .NET.</summary>
internal static class Fired
{
    public static Task By(CancellationToken token)
    {
        var source = new TaskCompletionSource();
        token.UnsafeRegister(_ => source.TrySetCanceled(token), null);
        return source.Task;
    }
}

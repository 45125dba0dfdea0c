namespace RayAkka.Generators.Surface;

/// <summary>Remote functions.</summary>
public static class Functions
{
    /// <summary>Samples.</summary>
    /// <param name="n">How often.</param>
    /// <param name="id">Who.</param>
    /// <param name="counter">Where to report.</param>
    [Remote(NumCpus = 1, MaxRetries = 5, RetryExceptions = true)]
    [Resource("tpu", 0.5)]
    public static long Sample(long n, int id = 0, ActorHandle<Counter>? counter = null) => counter is null ? n + id : n;

    /// <summary>Waits.</summary>
    [Remote]
    public static async Task<T> Later<T>(T value, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        return value;
    }

    [Remote]
    internal static void Log(params string[] lines) => GC.KeepAlive(lines);

    internal static List<ObjectRef> Use(ActorHandle<Counter> counter, ObjectRef<long> n) =>
    [
        Functions.Tasks.Sample.Remote(1_000_000, 0, counter),
        Functions.Tasks.Sample.Options(new() { MaxRetries = 5 }).Remote(n, counter: counter),
        Functions.Tasks.Later.Remote("a"),
        Functions.Tasks.Later.Remote(n),
        Functions.Tasks.Log.Remote("a", "b"),
    ];
}

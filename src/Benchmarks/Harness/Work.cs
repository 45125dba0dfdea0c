namespace RayAkka.Benchmarks.Harness;

/// <summary>Something that can be repeated and timed: a call does a bounded piece and says how many operations that were.</summary>
/// <remarks>
/// A synchronous piece runs on the program's main thread, as a driver's code would; an asynchronous one starts on the thread pool while the
/// main thread waits.
/// </remarks>
internal sealed class Work
{
    private const int Repetitions = 1000;

    private readonly Func<long> _run;

    private Work(Func<long> run) => _run = run;

    public static Work Sync(Func<long> piece) => new(piece);

    public static Work Async(Func<Task<long>> piece) => new(() => Task.Run(piece).GetAwaiter().GetResult());

    /// <summary>One short operation, many times over.</summary>
    public static Work Repeat<T>(Func<T> operation) => new(() =>
    {
        for (var i = 0; i < Repetitions; i++)
        {
            operation();
        }

        return Repetitions;
    });

    public long Run() => _run();
}

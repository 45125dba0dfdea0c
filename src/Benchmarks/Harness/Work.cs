using System.Diagnostics;

namespace RayAkka.Benchmarks.Harness;

/// <summary>Something that can be repeated and timed: a call does a bounded piece and says how many operations that were.</summary>
/// <remarks>
/// A driver is one flow: a synchronous work repeats its piece on the program's main thread, an asynchronous one in one async method that starts on
/// the thread pool, while the main thread waits for the end of the round.
/// </remarks>
internal sealed class Work
{
    private const int Repetitions = 1000;

    private readonly Func<TimeSpan, long> _runFor;

    private Work(Func<TimeSpan, long> runFor) => _runFor = runFor;

    public static Work Sync(Func<long> piece) => new(atLeast =>
    {
        var operations = 0L;
        var start = Stopwatch.GetTimestamp();
        do
        {
            operations += piece();
        }
        while (Stopwatch.GetElapsedTime(start) < atLeast);

        return operations;
    });

    public static Work Async(Func<Task<long>> piece) => new(atLeast => Task.Run(async () =>
    {
        var operations = 0L;
        var start = Stopwatch.GetTimestamp();
        do
        {
            operations += await piece();
        }
        while (Stopwatch.GetElapsedTime(start) < atLeast);

        return operations;
    }).GetAwaiter().GetResult());

    /// <summary>A work that keeps the time itself: it is told how long to go on and says how many operations that were.</summary>
    public static Work Timed(Func<TimeSpan, long> run) => new(run);

    /// <summary>One short operation, many times over.</summary>
    public static Work Repeat<T>(Func<T> operation) => Sync(() =>
    {
        for (var i = 0; i < Repetitions; i++)
        {
            operation();
        }

        return Repetitions;
    });

    /// <summary>Repeats the piece until the time is over, at least once, and says how many operations that were.</summary>
    public long RunFor(TimeSpan atLeast) => _runFor(atLeast);
}

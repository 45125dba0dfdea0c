using System.Diagnostics;
using RayAkka.Benchmarks.Floors;
using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;
using RayAkka.Stores.Sqlite;

namespace RayAkka.Benchmarks.Suites;

/// <summary>Actors with Recovery = Replay whose journals are on a disk.</summary>
internal static class SqliteReplaySuite
{
    private const int Actors = 64;
    private const double MostAsked = 20_000;
    private const double CallsAskedOfAFlush = 40;

    public static IEnumerable<Benchmark> All =>
    [
        new("sqlite_replay_calls", "64 actors with Recovery = Replay in one SQLite journal, 64 callers: a call and its result, awaited, one at a time each", CallsAsync) { NeedsStorage = true },
        new("sqlite_replay_recovery_1m_checkpointed", "1,000,000 calls behind checkpoints each 1,000 in a SQLite journal: from the kill to the first new answer", Recovery) { NeedsStorage = true },
    ];

    private static IEnumerable<Result> CallsAsync(Session session)
    {
        var actors = Enumerable.Range(0, Actors).Select(_ => ReplayedCounter.Remote()).ToArray();
        var runtime = RayRuntime.Require();
        var store = (SqliteRecordStore)runtime.Journals.Store.Result;
        using var flushes = new FlushFloor(runtime.Options.StoragePath!);
        var (calls, commits) = (0L, 0L);
        var series = Measure.InTurn(session.Settings, flushes.Work, Work.Timed(Call));
        var floor = series[0].Median;
        yield return session.From(series[1], series[0]) with
        {
            Note = $"{Numbers.Short(floor)} flushes/s alone; {Numbers.Short((double)calls / commits)} calls a commit",
            Checks = [Check.AtLeast("calls/s", series[1].Median, Math.Min(MostAsked, CallsAskedOfAFlush * floor))],
        };

        long Call(TimeSpan time)
        {
            var before = store.Commits;
            var done = Task.WhenAll(actors.Select(actor => CallAsync(actor, time))).Result.Sum();
            (calls, commits) = (calls + done, commits + store.Commits - before);
            return done;
        }
    }

    private static async Task<long> CallAsync(ActorHandle<ReplayedCounter> actor, TimeSpan time)
    {
        // Off the thread that starts all of them, so that they really are beside each other.
        await Task.Yield();
        var start = Stopwatch.GetTimestamp();
        var count = 0L;
        do
        {
            await actor.Add.Remote(1);
            count++;
        }
        while (Stopwatch.GetElapsedTime(start) < time);

        return count;
    }

    private static IEnumerable<Result> Recovery(Session session) => ReplaySuite.Recovery(session, 1_000_000, checkpoints: true, limit: 1);
}

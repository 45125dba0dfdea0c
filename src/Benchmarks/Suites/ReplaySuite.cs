using System.Diagnostics;
using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Suites;

/// <summary>What exactness costs: actors with Recovery = Replay, their journals in memory.</summary>
internal static class ReplaySuite
{
    public static IEnumerable<Benchmark> All =>
    [
        new("replay_calls_async", "1,000 calls of an actor with Recovery = Replay, then get all, against the same of a plain one, in turn", CallsAsync),
        new("replay_calls_sync", "a call of an actor with Recovery = Replay and its result, awaited, one at a time, against a plain one", CallsSync),
        new("replay_recovery_100k", "100,000 calls without a checkpoint run again: from the kill to the first new answer", session => Recovery(session, 100_000, checkpoints: false, limit: 2)),
        new("replay_recovery_1m_checkpointed", "1,000,000 calls behind checkpoints each 1,000: from the kill to the first new answer", session => Recovery(session, 1_000_000, checkpoints: true, limit: 1)),
    ];

    private static IEnumerable<Result> CallsAsync(Session session)
    {
        var plain = SmallActor.Remote();
        var replayed = ReplayedCounter.Remote();
        var series = Session.InTurn(
            session.Settings, floor => floor.Batched, Calls.Batched(i => plain.Add.Remote(i)), Calls.Batched(i => replayed.Add.Remote(i)));
        yield return session.From(series[1], series[0], "plain");
        var result = session.From(series[2], series[0], "Replay, memory journal");
        var cost = Quantiles.Median(series[1].RatiosTo(series[2]));
        yield return result with
        {
            Note = $"{Numbers.Short(cost)} times a plain call",
            Checks = [Check.AtMost("cost in plain calls", cost, 1.5)],
        };
    }

    private static IEnumerable<Result> CallsSync(Session session)
    {
        var plain = SmallActor.Remote();
        var replayed = ReplayedCounter.Remote();
        var series = Session.InTurn(
            session.Settings, floor => floor.Awaited, Calls.Awaited(i => plain.Add.Remote(i)), Calls.Awaited(i => replayed.Add.Remote(i)));
        yield return session.From(series[1], series[0], "plain");
        yield return session.From(series[2], series[0], "Replay, memory journal") with
        {
            Note = $"{Numbers.Short(Quantiles.Median(series[1].RatiosTo(series[2])))} times a plain call",
        };
    }

    /// <summary>Makes calls, kills the actor, and times how long it takes until it answers again.</summary>
    public static IEnumerable<Result> Recovery(Session session, int calls, bool checkpoints, double limit)
    {
        var count = session.Scale(calls);
        var seconds = new List<double>();
        for (var round = 0; round < Math.Min(3, session.Settings.Rounds); round++)
        {
            var actor = ReplayedCounter.Options(new() { CheckpointEvery = checkpoints ? 1000 : 0 }).Remote();
            var sum = 0L;
            for (var done = 0; done < count; done += Calls.Batch)
            {
                var refs = new ObjectRef<int>[Math.Min(Calls.Batch, count - done)];
                for (var i = 0; i < refs.Length; i++)
                {
                    refs[i] = actor.Add.Remote(i);
                    sum += i;
                }

                Ray.Get(refs);
            }

            var start = Stopwatch.GetTimestamp();
            Ray.Kill(actor, noRestart: false);
            if (Ray.Get(actor.Sum.Remote()) != sum)
            {
                throw new InvalidOperationException("The rebuilt actor has another sum.");
            }

            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            Ray.Kill(actor);
        }

        var median = Quantiles.Median(seconds);
        yield return new Result
        {
            Name = session.Title(),
            Median = count / median,
            Best = count / seconds.Min(),
            Note = $"{Numbers.Short(median)} s",
            Checks = [Check.AtMost("seconds", median, limit)],
        };
    }
}

using System.Diagnostics;
using System.Globalization;
using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>What a large value that moves between two processes does to the small calls between them.</summary>
internal sealed class LatencySuite(ClusterStage stage)
{
    private const int Bytes = 200_000_000;
    private const int IdleCalls = 5_000;
    private const double Slow = 0.99;

    /// <summary>Until the compiler has recompiled what is hot: before, it takes whole time slices, and those are what the slowest calls show.</summary>
    private const int WarmUps = 15;

    private const int Counted = 15;

    public IEnumerable<Benchmark> All =>
    [
        new("1_1_actor_calls_sync_remote, while 200 MB move", "other process: a call and its result, awaited, one at a time, while a value of 200 MB is fetched from there", Call) { Nodes = 1 },
    ];

    private IEnumerable<Result> Call(Session session)
    {
        var actor = SmallActor.Remote();
        var holder = ArrayHolder.Remote();
        var events = stage.Reachability.Events;
        var idle = new List<Sample>();
        var moving = new List<Sample>();
        var (warmUps, counted) = session.Settings.IsSmoke ? (0, 1) : (WarmUps, Counted);
        for (var round = 0; round < warmUps + counted; round++)
        {
            var still = Task.Run(() => CallAsync(actor, session.Scale(IdleCalls), until: null)).GetAwaiter().GetResult();
            var reference = Ray.Get(holder.PutBytes.Remote(session.Scale(Bytes)));
            var fetched = Ray.GetAsync(reference);
            var during = Task.Run(() => CallAsync(actor, 1, until: fetched)).GetAwaiter().GetResult();
            if (round >= warmUps)
            {
                idle.Add(still);
                moving.Add(during);
            }
        }

        var ratios = idle.Zip(moving, static (still, during) => during.Quantile(Slow) / still.Quantile(Slow)).ToArray();
        var ratio = Quantiles.Median(ratios);
        yield return new Result
        {
            Name = session.Title(),
            Median = Quantiles.Median(moving.Select(static sample => sample.PerSecond)),
            Best = moving.Max(static sample => sample.PerSecond),
            Note = string.Create(
                CultureInfo.InvariantCulture,
                $"p99 {Microseconds(moving):N0} us, {Microseconds(idle):N0} us with nothing moving; {moving.Sum(static sample => sample.Count):N0} calls beside the transfers"),
            Checks = [Check.AtMost("p99 / p99 idle", ratio, 3), Check.AtMost("times that the other process seemed not to answer", stage.Reachability.Events - events, 0)],
        };
    }

    private static double Microseconds(IEnumerable<Sample> samples) => Quantiles.Median(samples.Select(static sample => sample.Quantile(Slow))) * 1e6;

    private static async Task<Sample> CallAsync(ActorHandle<SmallActor> actor, int atLeast, Task? until)
    {
        var seconds = new List<double>();
        while (seconds.Count < atLeast || until is { IsCompleted: false })
        {
            var start = Stopwatch.GetTimestamp();
            await actor.SmallValueArg.Remote(1);
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
        }

        if (until is not null)
        {
            await until;
        }

        return new Sample(seconds);
    }

    private sealed record Sample(List<double> Seconds)
    {
        public int Count => Seconds.Count;

        public double PerSecond => Seconds.Count / Seconds.Sum();

        public double Quantile(double share) => Quantiles.Of(Seconds, share);
    }
}

using System.Diagnostics;
using System.Globalization;
using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>Many actors on several nodes.</summary>
internal sealed class CreationSuite(ClusterStage stage)
{
    private const int Slices = 10;
    private const int InFlight = 1000;

    public IEnumerable<Benchmark> All =>
    [
        new("actor_creation_cluster", "100,000 actors on 3 nodes, each created and called once, 1,000 at a time; the floor asks fresh sharded entities", Creation) { Nodes = 3 },
    ];

    private IEnumerable<Result> Creation(Session session)
    {
        var slice = session.Scale(10_000);
        var alive = new List<ActorHandle<SmallActor>>();
        var entities = 0;
        var mine = new List<Round>();
        var raw = new List<Round>();
        Func<Task> ask = () => stage.Raw.AskAsync(string.Create(CultureInfo.InvariantCulture, $"made-{entities++}"), 0);
        Func<Task> create = () =>
        {
            var actor = SmallActor.Remote();
            alive.Add(actor);
            return AnswerAsync(actor);
        };

        Time(slice / 10, ask);
        Time(slice / 10, create);
        for (var i = 0; i < Slices; i++)
        {
            raw.Add(Time(slice, ask));
            mine.Add(Time(slice, create));
        }

        var result = Rounds.From(session, new Series(mine), new Series(raw), $"{Numbers.Short(slice * Slices)} actors", "actors", 1);
        var flat = Last(mine) / First(mine);
        yield return result with
        {
            Note = $"first tenths {Numbers.Short(First(mine))}/s, last {Numbers.Short(Last(mine))}/s; {result.Note}",
            Checks = [Check.AtLeast("actors/s", result.Median, 5000), Check.AtLeast("last tenths / first", flat, 0.8)],
        };
        GC.KeepAlive(alive);
    }

    private static async Task AnswerAsync(ActorHandle<SmallActor> actor) => await actor.SmallValue.Remote();

    private static double First(List<Round> rounds) => Quantiles.Median(rounds[..3].Select(round => round.PerSecond));

    private static double Last(List<Round> rounds) => Quantiles.Median(rounds[^3..].Select(round => round.PerSecond));

    private static Round Time(int count, Func<Task> one) => Task.Run(async () =>
    {
        var pending = new Queue<Task>(InFlight);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < count; i++)
        {
            if (pending.Count == InFlight)
            {
                await pending.Dequeue();
            }

            pending.Enqueue(one());
        }

        await Task.WhenAll(pending);
        return new Round(count, Stopwatch.GetElapsedTime(start).TotalSeconds, 0);
    }).GetAwaiter().GetResult();
}

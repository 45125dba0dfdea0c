using System.Globalization;
using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>The actors are in another process.</summary>
internal sealed class FarSuite(ClusterStage stage)
{
    private const int Actors = 100;
    private const double Microseconds = 1e6;

    public IEnumerable<Benchmark> All =>
    [
        new("1_1_actor_calls_sync_remote", "other process: a call and its result, awaited, one at a time; the floor asks a sharded entity", Sync) { Nodes = 1 },
        new("1_1_actor_calls_async_remote", "other process: 1,000 calls, then get all; 10,000 calls, then get all; the floor asks a sharded entity", Async) { Nodes = 1 },
        new("1_n_actor_calls_async_remote", "other process: 1,000 calls spread over 100 actors, then get all; the floor asks 100 sharded entities", Spread) { Nodes = 1 },
    ];

    private IEnumerable<Result> Sync(Session session)
    {
        var actor = SmallActor.Remote();
        var result = Rounds.Against(session, stage.Raw.Awaited("far"), Calls.Awaited(i => actor.SmallValueArg.Remote(i)), "other process");
        yield return result with
        {
            Note = $"{Numbers.Short(Microseconds / result.Median)} us a round trip; {result.Note}",
            Checks = [Check.AtMost("us a round trip", Microseconds / result.Median, 80)],
        };
    }

    private IEnumerable<Result> Async(Session session)
    {
        yield return Of(1_000, 5);
        yield return Of(10_000, 8);

        Result Of(int inFlight, double limit)
        {
            var actor = SmallActor.Remote();
            var result = Rounds.Against(
                session,
                stage.Raw.Batched(["far"], inFlight),
                Calls.Batched(i => actor.SmallValueArg.Remote(i), inFlight),
                string.Create(CultureInfo.InvariantCulture, $"{inFlight:N0} in flight"));
            return result with { Checks = [Check.AtLeast("ratio", result.RatioToFloor!.Value, limit)] };
        }
    }

    private IEnumerable<Result> Spread(Session session)
    {
        var actors = Enumerable.Range(0, Actors).Select(_ => SmallActor.Remote()).ToArray();
        var ids = Enumerable.Range(0, Actors).Select(i => string.Create(CultureInfo.InvariantCulture, $"spread-{i}")).ToArray();
        var result = Rounds.Against(session, stage.Raw.Batched(ids), Calls.Batched(i => actors[i % Actors].SmallValueArg.Remote(i)), "100 actors");
        yield return result with { Checks = [Check.AtLeast("ratio", result.RatioToFloor!.Value, 3)] };
    }
}

using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Clusters;

/// <summary>Caller and actor in one process that is a node of a cluster.</summary>
internal sealed class NearSuite(ClusterStage stage)
{
    private const double Limit = 0.95;

    public IEnumerable<Benchmark> All =>
    [
        new("1_1_actor_calls_sync", "one node: a call and its result, awaited, one at a time; the floor asks a sharded entity", Sync),
        new("1_1_actor_calls_async", "one node: 1,000 calls, then get all; the floor asks a sharded entity", Async),
    ];

    private IEnumerable<Result> Sync(Session session)
    {
        var actor = SmallActor.Remote();
        var result = Rounds.Against(session, stage.Raw.Awaited("near"), Calls.Awaited(i => actor.SmallValueArg.Remote(i)), "one node");
        yield return result with { Checks = [Check.AtLeast("ratio", result.RatioToFloor!.Value, Limit)] };
    }

    private IEnumerable<Result> Async(Session session)
    {
        var actor = SmallActor.Remote();
        var result = Rounds.Against(session, stage.Raw.Batched(["near"]), Calls.Batched(i => actor.SmallValueArg.Remote(i)), "one node");
        yield return result with { Checks = [Check.AtLeast("ratio", result.RatioToFloor!.Value, Limit)] };
    }
}

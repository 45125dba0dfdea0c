using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Suites;

/// <summary>One caller, one actor with plain methods.</summary>
internal static class ActorSuite
{
    public static IEnumerable<Benchmark> All =>
    [
        new("1_1_actor_calls_sync", "a call and its result, awaited, one at a time", Sync),
        new("1_1_actor_calls_sync_blocking_get", "a call and Ray.Get, one at a time, in short pairs with the floor", BlockingGet),
        new("1_1_actor_calls_async", "1,000 calls, then get all: without listeners; with meters listening; with meters and traces listening", Async),
        new("1_1_actor_calls_concurrent", "the same on an actor with MaxConcurrency 16", Concurrent),
        new("bytes_per_call", "an int in and an int out, 1,000 calls, then get all: a plain method; a Task method", BytesPerCall),
    ];

    private static IEnumerable<Result> Sync(Session session)
    {
        var actor = SmallActor.Remote();
        var result = session.Against(floor => floor.Awaited, Calls.Awaited(_ => actor.SmallValue.Remote()));
        yield return result with { Checks = [Check.AtLeast("ratio", result.RatioToFloor!.Value, 0.5)] };
    }

    private static IEnumerable<Result> BlockingGet(Session session)
    {
        var actor = SmallActor.Remote();
        var pairs = session.Settings with { Rounds = session.Settings.Pairs, Round = session.Settings.Round / 4 };
        var series = Session.InTurn(pairs, floor => floor.Blocking, Calls.Blocking(_ => actor.SmallValue.Remote()));
        var result = session.From(series[1], series[0]);
        var (p10, p50, p90) = (Quantiles.Of(result.Ratios, 0.1), Quantiles.Of(result.Ratios, 0.5), Quantiles.Of(result.Ratios, 0.9));
        yield return result with
        {
            Note = $"ratio of {result.Ratios.Count} pairs: p10 {Numbers.Short(p10)}, p50 {Numbers.Short(p50)}, p90 {Numbers.Short(p90)}",
            Checks = [Check.AtLeast("median ratio", p50, 0.5)],
        };
    }

    private static IEnumerable<Result> Async(Session session)
    {
        var quiet = Batched(session, SmallActor.Remote());
        yield return quiet with { Checks = [Check.AtLeast("ratio", quiet.RatioToFloor!.Value, 0.6)] };

        using (new Listeners(traces: false))
        {
            yield return Batched(session, SmallActor.Remote(), "meters listening");
        }

        using var listeners = new Listeners(traces: true);
        var heard = Batched(session, SmallActor.Remote(), "all listening");
        yield return heard with
        {
            Note = $"heard {Numbers.Short(listeners.Activities)} activities and {Numbers.Short(listeners.Measurements)} measurements",
            Checks =
            [
                Check.AtLeast("ratio", heard.RatioToFloor!.Value, 0.3),
                new Check("activities and measurements are heard", listeners is { Activities: > 0, Measurements: > 0 }),
            ],
        };
    }

    private static IEnumerable<Result> Concurrent(Session session)
    {
        yield return Batched(session, SmallActor.Options(new() { MaxConcurrency = 16 }).Remote());
    }

    private static IEnumerable<Result> BytesPerCall(Session session)
    {
        var actor = SmallActor.Remote();
        var plain = session.Against(floor => floor.Batched, Calls.Batched(i => actor.Add.Remote(i)), "int in, int out");
        yield return plain with { Checks = [Check.AtMost("bytes a call", plain.BytesPerOperation!.Value, 160)] };

        var asyncActor = AsyncSmallActor.Remote();
        var task = session.Against(floor => floor.Batched, Calls.Batched(i => asyncActor.Add.Remote(i)), "Task method");
        yield return task with { Checks = [Check.AtMost("bytes a call", task.BytesPerOperation!.Value, 256)] };
    }

    private static Result Batched(Session session, ActorHandle<SmallActor> actor, string? variant = null) =>
        session.Against(floor => floor.Batched, Calls.Batched(_ => actor.SmallValue.Remote()), variant);
}

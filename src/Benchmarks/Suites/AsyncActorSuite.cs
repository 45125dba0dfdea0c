using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Suites;

/// <summary>Actors whose methods return tasks.</summary>
internal static class AsyncActorSuite
{
    private const int Tasks = 4;

    private static readonly int Actors = Math.Max(1, Environment.ProcessorCount / 2);

    public static IEnumerable<Benchmark> All =>
    [
        new("1_1_async_actor_calls_sync", "a call and its result, awaited, one at a time", Sync),
        new("1_1_async_actor_calls_async", "1,000 calls, then get all", Async),
        new("1_1_async_actor_calls_with_args_async", "1,000 calls with an argument, then get all", WithArguments),
        new("1_n_async_actor_calls_async", "one client actor, processors / 2 actors, 5,000 calls each", OneToMany),
        new("n_n_async_actor_calls_async", "4 tasks x 5,000 calls over processors / 2 actors", ManyToMany),
    ];

    private static IEnumerable<Result> Sync(Session session)
    {
        var actor = AsyncSmallActor.Remote();
        yield return session.Against(floor => floor.Awaited, Calls.Awaited(_ => actor.SmallValue.Remote()));
    }

    private static IEnumerable<Result> Async(Session session)
    {
        var actor = AsyncSmallActor.Remote();
        yield return session.Against(floor => floor.Batched, Calls.Batched(_ => actor.SmallValue.Remote()));
    }

    private static IEnumerable<Result> WithArguments(Session session)
    {
        var actor = AsyncSmallActor.Remote();
        yield return session.Against(floor => floor.Batched, Calls.Batched(i => actor.SmallValueArg.Remote(i)));
    }

    private static IEnumerable<Result> OneToMany(Session session)
    {
        var n = session.Scale(5000);
        var servers = Servers();
        var client = AsyncClient.Remote(servers);
        yield return session.Against(floor => floor.Batched, Calls.Clients(1, n * servers.Length, _ => client.SmallValueBatch.Remote(n)));
    }

    private static IEnumerable<Result> ManyToMany(Session session)
    {
        var n = session.Scale(5000);
        var servers = Servers();
        yield return session.Against(floor => floor.Batched, Calls.Clients(Tasks, n, _ => Functions.Tasks.CallAsyncInTurn.Remote(servers, n)));
    }

    private static ActorHandle<AsyncSmallActor>[] Servers() => [.. Enumerable.Range(0, Actors).Select(_ => AsyncSmallActor.Remote())];
}

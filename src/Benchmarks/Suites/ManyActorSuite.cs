using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Suites;

/// <summary>Several callers or several actors. As in Ray there are half as many actors as processors, at least one.</summary>
internal static class ManyActorSuite
{
    private const int Tasks = 4;

    private static readonly int Actors = Math.Max(1, Environment.ProcessorCount / 2);

    public static IEnumerable<Benchmark> All =>
    [
        new("1_n_actor_calls_async", "one client actor, processors / 2 actors, 5,000 calls each", OneToMany),
        new("n_n_actor_calls_async", "4 tasks x 5,000 calls over processors / 2 actors", ManyToMany),
        new("n_n_actor_calls_with_arg_async", "processors / 2 pairs, 1,000 calls with a ref as argument", WithArgument),
    ];

    private static IEnumerable<Result> OneToMany(Session session)
    {
        var n = session.Scale(5000);
        var servers = Servers();
        var client = Client.Remote(servers);
        yield return session.Against(floor => floor.Batched, Calls.Clients(1, n * servers.Length, _ => client.SmallValueBatch.Remote(n)));
    }

    private static IEnumerable<Result> ManyToMany(Session session)
    {
        var n = session.Scale(5000);
        var servers = Servers();
        var single = SmallActor.Remote();
        var series = Session.InTurn(
            session.Settings,
            floor => floor.Batched,
            Calls.Batched(_ => single.SmallValue.Remote()),
            Calls.Clients(Tasks, n, _ => Functions.Tasks.CallInTurn.Remote(servers, n)));
        var toSingle = Quantiles.Median(series[2].RatiosTo(series[1]));
        yield return session.From(series[2], series[0]) with
        {
            Note = $"{Numbers.Short(toSingle)} of 1_1_actor_calls_async in the same rounds",
            Checks = [Check.AtLeast("ratio to 1_1_actor_calls_async", toSingle, 1)],
        };
    }

    private static IEnumerable<Result> WithArgument(Session session)
    {
        var n = session.Scale(1000);
        var clients = Servers().Select(server => Client.Remote([server])).ToArray();
        yield return session.Against(floor => floor.Batched, Calls.Clients(clients.Length, n, i => clients[i].SmallValueBatchArg.Remote(n)));
    }

    private static ActorHandle<SmallActor>[] Servers() => [.. Enumerable.Range(0, Actors).Select(_ => SmallActor.Remote())];
}

using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Suites;

/// <summary>Get, put and wait of small objects.</summary>
internal static class ObjectSuite
{
    private const double SmallObjectsPerSecond = 1_000_000;
    private const int Clients = 10;
    private const int PutsPerClient = 100;

    public static IEnumerable<Benchmark> All =>
    [
        new("single_client_get_calls", "get of one small put", GetCalls),
        new("single_client_put_calls", "put(0)", PutCalls),
        new("multi_client_put_calls", "10 tasks x 100 puts", MultiClientPutCalls),
        new("get_object_containing_10k_refs", "get of an object with 10,000 refs: again and again by the driver; once each by new tasks", RefsInside),
        new("wait_1k_refs", "1,000 tasks, then 1,000 waits, one ready ref at a time = 1", WaitRefs),
    ];

    private static IEnumerable<Result> GetCalls(Session session)
    {
        var reference = Ray.Put(0);
        var result = session.Against(floor => floor.Batched, Work.Repeat(() => Ray.Get(reference)));
        yield return result with { Checks = [Check.AtLeast("calls/s", result.Median, SmallObjectsPerSecond)] };
    }

    private static IEnumerable<Result> PutCalls(Session session)
    {
        var result = session.Against(floor => floor.Batched, Work.Repeat(() => Ray.Put(0)));
        yield return result with { Checks = [Check.AtLeast("calls/s", result.Median, SmallObjectsPerSecond)] };
    }

    private static IEnumerable<Result> MultiClientPutCalls(Session session)
    {
        var work = Calls.Clients(Clients, PutsPerClient, _ => Functions.Tasks.PutSmall.Remote(PutsPerClient));
        yield return session.Against(floor => floor.Batched, work);
    }

    private static IEnumerable<Result> RefsInside(Session session)
    {
        var count = session.Scale(10_000);
        var reference = Functions.Tasks.CreateRefs.Remote(count);
        yield return session.Against(floor => floor.Batched, Work.Sync(() => Ray.Get(reference).Length / count));

        var newReader = Work.Sync(() => Ray.Get(Functions.Tasks.CountRefs.Remote(reference)) / count);
        yield return session.Against(floor => floor.Batched, newReader, "new readers");
    }

    private static IEnumerable<Result> WaitRefs(Session session)
    {
        var count = session.Scale(1000);
        var work = Work.Sync(() =>
        {
            IReadOnlyList<ObjectRef<int>> notReady = [.. Enumerable.Range(0, count).Select(_ => Functions.Tasks.SmallValue.Remote())];
            while (notReady.Count > 0)
            {
                notReady = Ray.Wait(notReady, numReturns: 1).NotReady;
            }

            return count;
        });
        var result = session.Against(floor => floor.Batched, work).In("rounds", 1.0 / count);
        yield return result with { Checks = [Check.AtLeast("rounds/s", result.Median, 200)] };
    }
}

using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Suites;

/// <summary>Remote functions that do nothing.</summary>
internal static class TaskSuite
{
    private const int Clients = 4;

    public static IEnumerable<Benchmark> All =>
    [
        new("single_client_tasks_sync", "a task and its get, one at a time", Sync),
        new("single_client_tasks_async", "1,000 tasks, then get all", Async),
        new("single_client_tasks_and_get_batch", "1,000 tasks, then get all = 1", AndGetBatch),
        new("multi_client_tasks_async", "4 actors x 10,000 tasks", MultiClientAsync),
    ];

    private static Work Batched => Calls.Batched(_ => Functions.Tasks.SmallValue.Remote());

    private static IEnumerable<Result> Sync(Session session)
    {
        yield return session.Against(floor => floor.Blocking, Calls.Blocking(_ => Functions.Tasks.SmallValue.Remote()));
    }

    private static IEnumerable<Result> Async(Session session)
    {
        var result = session.Against(floor => floor.Batched, Batched);
        yield return result with { Checks = [Check.AtLeast("calls/s", result.Median, 300_000)] };
    }

    private static IEnumerable<Result> AndGetBatch(Session session)
    {
        yield return session.Against(floor => floor.Batched, Batched).In("batches", 1.0 / Calls.Batch);
    }

    private static IEnumerable<Result> MultiClientAsync(Session session)
    {
        var n = session.Scale(10_000);
        var clients = Enumerable.Range(0, Clients).Select(_ => TaskClient.Remote()).ToArray();
        yield return session.Against(floor => floor.Batched, Calls.Clients(Clients, n, i => clients[i].SmallValueBatch.Remote(n)));
    }
}

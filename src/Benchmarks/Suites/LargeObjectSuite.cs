using RayAkka.Benchmarks.Floors;
using RayAkka.Benchmarks.Harness;
using RayAkka.Benchmarks.Remotes;

namespace RayAkka.Benchmarks.Suites;

/// <summary>Put of large arrays, against one copy of the same array.</summary>
internal static class LargeObjectSuite
{
    private const int Clients = 10;
    private const int PutsPerClient = 10;

    public static IEnumerable<Benchmark> All =>
    [
        new("single_client_put_gigabytes", "put of an 800 MB array; the floor copies it", SingleClient),
        new("multi_client_put_gigabytes", "10 tasks x 10 puts of 80 MB; the floor copies them", MultiClient),
        new("put_100_megabytes", "put of a 100 MB double[]; the floor copies it; then a read-only view of it", PutAndView),
    ];

    private static IEnumerable<Result> SingleClient(Session session)
    {
        var array = new long[session.Scale(100_000_000)];
        yield return AgainstCopy(session, Put(array), CopyFloor.Of(array), array.Length * 8L);
    }

    private static IEnumerable<Result> MultiClient(Session session)
    {
        var length = session.Scale(10_000_000);
        var work = Calls.Clients(Clients, PutsPerClient, _ => Functions.Tasks.PutLarge.Remote(PutsPerClient, length));
        yield return AgainstCopy(session, work, CopyFloor.Of(new long[length], PutsPerClient), length * 8L);
    }

    private static IEnumerable<Result> PutAndView(Session session)
    {
        var array = new double[session.Scale(12_500_000)];
        array.AsSpan().Fill(1.5);
        var put = AgainstCopy(session, Put(array), CopyFloor.Of(array), array.Length * 8L);
        yield return put with { Checks = [Check.AtMost("time / copy", 1 / put.RatioToFloor!.Value, 1.2)] };

        var reference = Ray.Put(array);
        var work = Work.Repeat(() => Ray.GetReadOnlyMemory(reference).Span[^1] is 1.5 ? 1 : throw new InvalidOperationException("The view shows other values."));
        var view = session.Against(floor => floor.Batched, work, "read-only view");
        yield return view with { Unit = "views", Checks = [Check.AtMost("bytes a view", view.BytesPerOperation!.Value, 1024)] };
    }

    private static Work Put<T>(T[] array) => Work.Sync(() =>
    {
        _ = Ray.Put(array);
        return 1;
    });

    private static Result AgainstCopy(Session session, Work work, Work copy, long bytes)
    {
        var series = Measure.InTurn(session.Settings, copy, work);
        return session.From(series[1], series[0]).In("GB", bytes / 1e9) with { BytesPerOperation = series[1].BytesPerOperation };
    }
}
